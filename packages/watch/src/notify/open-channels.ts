import { SettingsError, type Clock } from '@solarproof-import/importer';
import type { NotifyConfig } from '../config/config-schema.js';
import type { Channel } from './channel.js';
import { openEmailChannel } from './email-channel.js';
import { openWebhookChannel } from './webhook-channel.js';

/** What channels need beside their settings. */
export interface ChannelSurroundings {
  /** The text of a file that holds a secret, by its path as the settings have it. @throws SettingsError */
  readonly readSecret: (file: string) => Promise<string>;
  /** Tells receivers when a notice was sent. */
  readonly clock: Pick<Clock, 'now'>;
  /** A certificate authority in PEM for the mail server, instead of those that Node knows; default: those. */
  readonly ca?: string | undefined;
}

/**
 * Opens a channel for each that the settings name; nothing is sent, and no server is asked yet.
 * @throws SettingsError for settings or secrets that cannot be used, and what `readSecret` throws
 */
export async function openChannels(
  { webhook, email }: NotifyConfig,
  { readSecret, clock, ca }: ChannelSurroundings,
): Promise<readonly Channel[]> {
  const channels: Channel[] = [];
  if (webhook) {
    const secret = await secretIn(webhook.secretFile, readSecret);
    channels.push(openWebhookChannel({ url: webhook.url, secret, clock }));
  }
  if (email) {
    const { passwordFile } = email.smtp;
    const password = passwordFile === undefined ? undefined : await secretIn(passwordFile, readSecret);
    channels.push(openEmailChannel({ config: email, password, ca }));
  }
  return channels;
}

/** A secret without the line's end that editors put behind it; a blank in it may be meant. */
async function secretIn(file: string, readSecret: (file: string) => Promise<string>): Promise<string> {
  const secret = (await readSecret(file)).replace(/^\uFEFF/, '').replace(/[\r\n]+$/, '');
  if (secret.trim() !== '') return secret;
  throw new SettingsError('NOTIFY_SECRET_EMPTY', `${file} holds no secret: it is empty.`, [
    'Put the secret into it, alone and on one line.',
  ]);
}
