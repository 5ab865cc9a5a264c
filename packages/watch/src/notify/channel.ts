import { createHash } from 'node:crypto';
import type { OutboxMessage } from '@solarproof-import/importer';
import type { Notice } from './notice.js';

/** What one try to tell came to. The codes are stable, and hold nothing of an address or a secret. */
export type Sent =
  /** `code`: it was taken, but not for everybody. */
  | { readonly kind: 'delivered'; readonly code?: string }
  /** What hindered it may pass, or be mended: `WEBHOOK_UNREACHABLE`, `EMAIL_LOGIN_REFUSED`. */
  | { readonly kind: 'again'; readonly code: string }
  /** The same message will never be taken. */
  | { readonly kind: 'refused'; readonly code: string };

/** One way to somebody who is told. */
export interface Channel {
  /** As messages in the outbox name it: `webhook-3f2a9c`. Stays the same as long as it leads to the same receiver. */
  readonly name: string;
  /** Where it leads, for people: a webhook's host alone, since the rest of its address may be its secret. */
  readonly leadsTo: string;
  /** Sends a message once; never throws. @param signal cuts it off: `again` then, with a code that ends in `INTERRUPTED` */
  send(message: OutboxMessage, signal?: AbortSignal): Promise<Sent>;
  /** Sends a notice at once, past the outbox, to see whether it gets through; never throws. */
  test(notice: Notice, signal?: AbortSignal): Promise<Sent>;
  /** Lets go of what is open. May be called twice. */
  close(): void;
}

/** A channel's name: its kind, and a mark of where it leads that does not give the address away. */
export function channelName(kind: 'webhook' | 'email', address: string): string {
  return `${kind}-${createHash('sha256').update(address, 'utf8').digest('hex').slice(0, 6)}`;
}
