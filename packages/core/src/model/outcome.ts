import type { Issue } from './issue.js';

/** Every status that `Import: Status` can have in a result workbook, in the order in which they are told. */
export const rowStatuses = [
  'created',
  'exists',
  'updated',
  'unchanged',
  'already-imported',
  'ready',
  'invalid',
  'rejected',
  'unconfirmed',
  'not-sent',
  'duplicate',
  'skipped',
] as const;

export type RowStatus = (typeof rowStatuses)[number];

/** What became of a row: its status, and just what that status has. */
export type Outcome =
  | { readonly status: 'created'; readonly customerId: string }
  /** `otherName`: the customer who has the e-mail there goes by another name. */
  | { readonly status: 'exists'; readonly customerId: string; readonly otherName?: true }
  | { readonly status: 'ready' }
  | { readonly status: 'duplicate'; readonly of: number; readonly customerId?: string }
  | { readonly status: 'invalid'; readonly issues: readonly Issue[] }
  | { readonly status: 'rejected'; readonly issues: readonly Issue[] }
  | { readonly status: 'unconfirmed'; readonly reason: UnknownReason }
  | { readonly status: 'not-sent'; readonly reason: NotSentReason }
  | { readonly status: 'skipped'; readonly reason: SkippedReason };

/** Why nobody can say yet whether the customer exists. */
export type UnknownReason =
  | 'time-out'
  | 'connection-lost'
  | 'answer-cut-off'
  | 'answer-too-large'
  | 'answer-unreadable'
  | 'answer-without-id'
  | 'server-error'
  | 'forbidden'
  | 'redirect'
  | 'unknown-code'
  | 'cut-off-by-user'
  | 'program-ended'
  | 'look-up-failed';

/** Why a row that could be sent was not. */
export type NotSentReason = 'run-stopped' | 'waits-for-row';

/** Why a row is none that could become a customer. */
export type SkippedReason = 'no-mapped-value';

/** An outcome that no later answer or look-up changes. */
export type FinalOutcome = Exclude<Outcome, { status: 'unconfirmed' | 'not-sent' | 'ready' }>;

/** The outcome of one status. */
export type OutcomeOf<Status extends Outcome['status']> = Extract<Outcome, { status: Status }>;
