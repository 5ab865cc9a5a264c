import { SettingsError, type Clock, type OutboxMessage } from '@solarproof-import/importer';
import { channelName, type Channel, type Sent } from './channel.js';
import { isLoopback } from './loopback.js';
import { messageMark } from './message-mark.js';
import { noticeBody } from './notice-body.js';
import { signWebhook, signingKey } from './sign-webhook.js';
import { webhookAnswer, webhookFailure } from './webhook-answer.js';
import { withinTime } from './within-time.js';

/** A webhook, as the settings have it. */
export interface WebhookOptions {
  /** https, or http to this machine. */
  readonly url: string;
  /** `whsec_` and base64, or any other text. */
  readonly secret: string;
  readonly clock: Pick<Clock, 'now'>;
  /** How long an answer may take, in milliseconds; default 10,000. */
  readonly timeoutMs?: number | undefined;
}

const defaultTimeoutMs = 10_000;

/**
 * Opens the way to a webhook. By the built-in fetch, which may send a POST twice (on a 421): a receiver knows a repeated notice
 * by its `webhook-id`, unlike Solar Proof a repeated customer.
 * @throws SettingsError for an address or a secret that cannot be used; it repeats nothing of either
 */
export function openWebhookChannel(options: WebhookOptions): Channel {
  const url = parseWebhookUrl(options.url);
  const key = signingKey(options.secret);
  const { clock, timeoutMs: milliseconds = defaultTimeoutMs } = options;

  const post = (id: string, body: string, signal?: AbortSignal): Promise<Sent> =>
    withinTime({ milliseconds, signal }, async (limit, cutOff) => {
      const content = { id: messageMark(id), at: clock.now(), body };
      const headers = { 'content-type': 'application/json', ...signWebhook(key, content) };
      const request = { method: 'POST', headers, body, redirect: 'manual', signal: limit } as const;
      try {
        const response = await fetch(url, request);
        // What a receiver says beside its status is of no use: it is not read, however long it is.
        response.body?.cancel().catch(() => undefined);
        return webhookAnswer(response.status);
      } catch (error) {
        const cause = cutOff();
        if (cause === 'interrupted') return { kind: 'again', code: 'WEBHOOK_INTERRUPTED' };
        return cause ? { kind: 'again', code: 'WEBHOOK_TIME_OUT' } : webhookFailure(codeOf(error));
      }
    });

  return {
    name: channelName('webhook', url.href),
    leadsTo: url.host,
    send: ({ id, body }: OutboxMessage, signal) => post(id, body, signal),
    test: (notice, signal) => post(`test-${notice.at.getTime()}`, noticeBody(notice), signal),
    close: () => undefined,
  };
}

/**
 * Reads a webhook's address. Its text is never repeated in an error: many are their own secret.
 * @throws SettingsError for anything but an https URL (http only to this machine) without a user
 */
export function parseWebhookUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url) throw wrong('is not a URL');
  if (url.username || url.password) throw wrong('must not hold a user or a password');
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) return url;
  throw wrong(
    url.protocol === 'http:'
      ? 'is plain http, which would show the notices to the network'
      : 'is not an https URL',
  );
}

function wrong(what: string): SettingsError {
  return new SettingsError('NOTIFY_WEBHOOK_URL_INVALID', `The webhook's address ${what}.`, [
    'Expected an https address, or http to this machine, as url of notify.webhook; its secret goes into secretFile.',
  ]);
}

/** fetch hides the reason in its error's cause, and where several addresses were tried, in that one's parts. */
function codeOf(error: unknown): string | undefined {
  const cause = error instanceof Error ? error.cause : undefined;
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  if (typeof first !== 'object' || first === null || !('code' in first)) return undefined;
  return typeof first.code === 'string' ? first.code : undefined;
}
