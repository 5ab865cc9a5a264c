import type { UnknownReason } from '../model/outcome.js';
import type { NotSentCause } from '../ports.js';

/** What the answer to a create means. Every exchange is exactly one of these (`classify-create.ts`). */
export type CreateAnswer =
  | { readonly kind: 'created'; readonly customerId: string }
  /** The vendor says that the row is wrong: sending it again as it is would fail again. */
  | { readonly kind: 'rejected'; readonly code: string; readonly message: string }
  | { readonly kind: 'duplicate-email'; readonly message: string }
  | { readonly kind: 'owner-unknown'; readonly message: string }
  | { readonly kind: 'key-refused'; readonly code: string }
  /** A 403 without a code: the key, or a firewall's dislike of this row's text. */
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'throttled'; readonly retryAfter?: string }
  /** Proof that nothing left this machine. */
  | { readonly kind: 'not-sent'; readonly cause: NotSentCause }
  /** The customer may exist or not. */
  | {
      readonly kind: 'unknown';
      readonly reason: UnknownReason;
      /** The HTTP status, where an answer came at all. */
      readonly status?: number;
      /** Of a 503: the whole run should wait. */
      readonly retryAfter?: string;
    };
