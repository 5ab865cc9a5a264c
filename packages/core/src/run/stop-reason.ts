import type { NotSentCause } from '../ports.js';

/** Why a run ends before all its rows are sent. Nothing is lost: what was not sent says so. */
export type StopReason =
  | { readonly kind: 'key-refused'; readonly code: string }
  | { readonly kind: 'unreachable'; readonly cause: NotSentCause }
  | { readonly kind: 'redirect'; readonly status: number }
  | { readonly kind: 'throttled-too-long'; readonly seconds: number }
  /** The owner that `--set useremail=…` gives to every row is no user of the account. */
  | { readonly kind: 'owner-unknown'; readonly useremail: string }
  /** Too many creates were left unanswered, for the third time. */
  | { readonly kind: 'too-many-unanswered' }
  /** More rows than allowed (`--max-errors`) were rejected or stayed unconfirmed. */
  | { readonly kind: 'too-many-errors'; readonly errors: number }
  /** Look-ups are available, and fail: nothing that is left unanswered could be settled. */
  | { readonly kind: 'look-ups-failing' }
  /** A new customer was given the ID of one who has another e-mail. */
  | { readonly kind: 'id-of-another'; readonly customerId: string }
  /** The program itself failed: the journal, the private copy. What failed is thrown, after the results are written. */
  | { readonly kind: 'failed' }
  | { readonly kind: 'interrupted'; readonly signal: 'SIGINT' | 'SIGTERM' };
