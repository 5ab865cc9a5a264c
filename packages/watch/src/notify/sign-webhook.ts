/*
 * The signature of Standard Webhooks 1.0 (https://www.standardwebhooks.com, "Signature scheme"), by which a receiver knows
 * that a notice is ours and whole: HMAC-SHA256 of `id.timestamp.body`, in base64, behind the scheme's version.
 */
import { createHmac } from 'node:crypto';
import { SettingsError } from '@solarproof-import/importer';

/** What is signed: the ID tells a repeated one, the time an old one that somebody sends again. */
export interface WebhookContent {
  /** Without a dot, as dots part what is signed: letters, digits, `_` and `-`. */
  readonly id: string;
  /** When this try is made; the second counts. */
  readonly at: Date;
  /** The body as it goes out, to the character. */
  readonly body: string;
}

/** The headers that carry a signature. */
export type WebhookHeaders = Readonly<
  Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>
>;

/** Signs one request. @param key from `signingKey` */
export function signWebhook(key: Uint8Array, { id, at, body }: WebhookContent): WebhookHeaders {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`, 'utf8').digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}

const prefix = 'whsec_';
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

/**
 * The key that a secret stands for: what `whsec_` is followed by, out of base64; any other text as it is.
 * @throws SettingsError where it is empty, or what follows `whsec_` is no base64; it repeats nothing of it
 */
export function signingKey(secret: string): Uint8Array {
  const text = secret.trim();
  const encoded = text.startsWith(prefix) ? text.slice(prefix.length) : undefined;
  if (text === '' || encoded === '') throw unusable('is empty');
  if (encoded === undefined) return Buffer.from(text, 'utf8');
  if (!base64.test(encoded)) throw unusable(`begins with ${prefix} and does not go on in base64`);
  return Buffer.from(encoded, 'base64');
}

function unusable(what: string): SettingsError {
  return new SettingsError('NOTIFY_WEBHOOK_SECRET_INVALID', `The webhook's secret ${what}.`, [
    `Put the secret that the receiver gave out, ${prefix} and all, alone into the secretFile of notify.webhook.`,
  ]);
}
