import type { NotSentCause } from '../ports.js';

/** Why a run ends before all its rows are sent. Nothing is lost: what was not sent says so. */
export type StopReason =
  | { readonly kind: 'key-refused'; readonly code: string }
  | { readonly kind: 'unreachable'; readonly cause: NotSentCause }
  | { readonly kind: 'redirect'; readonly status: number }
  | { readonly kind: 'throttled-too-long'; readonly seconds: number }
  /** The owner that `--set useremail=…` gives to every row is no user of the account. */
  | { readonly kind: 'owner-unknown'; readonly useremail: string }
  /** The program itself failed: the journal, the private copy. What failed is thrown, after the results are written. */
  | { readonly kind: 'failed' }
  | { readonly kind: 'interrupted'; readonly signal: 'SIGINT' | 'SIGTERM' };
