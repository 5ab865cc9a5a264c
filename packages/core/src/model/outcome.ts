import type { FieldKey } from '../fields/field-key.js';
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
  /** `confirmed`: the answer never came, or said nothing; a look-up found the customer. */
  | { readonly status: 'created'; readonly customerId: string; readonly confirmed?: true }
  /** `otherName`: the customer who has the e-mail there goes by another name. */
  | { readonly status: 'exists'; readonly customerId: string; readonly otherName?: true }
  | AlreadyImported
  | { readonly status: 'ready' }
  | { readonly status: 'duplicate'; readonly of: number; readonly customerId?: string }
  | { readonly status: 'invalid'; readonly issues: readonly Issue[] }
  | ({ readonly status: 'rejected' } & Refusal)
  | { readonly status: 'unconfirmed'; readonly reason: UnknownReason }
  | { readonly status: 'not-sent'; readonly reason: NotSentReason }
  | { readonly status: 'skipped'; readonly reason: SkippedReason };

/** The ledger has a customer for the row's e-mail. */
export interface AlreadyImported {
  readonly status: 'already-imported';
  readonly customerId: string;
  /** The run that knows it. */
  readonly runId: string;
  /** When that was, an ISO date and time. */
  readonly at: string;
  /** The row that was imported then is about somebody with another name. */
  readonly otherName?: true;
}

/** The vendor's refusal of one row. */
export interface Refusal {
  /** The vendor's code, without `API_`. */
  readonly code: string;
  /** The vendor's words, the row's own values taken out (`withoutValues`): a journal keeps no personal data. */
  readonly message: string;
  /** What it is about, where the vendor's words tell. */
  readonly field?: FieldKey;
}

/** Why nobody can say yet whether the customer exists. */
export const unknownReasons = [
  'time-out',
  'connection-lost',
  'answer-cut-off',
  'answer-too-large',
  'answer-unreadable',
  'answer-without-id',
  'id-of-another',
  'server-error',
  'forbidden',
  'redirect',
  'unknown-code',
  'duplicate-of-own',
  'cut-off-by-user',
  'program-ended',
  'look-up-failed',
] as const;

export type UnknownReason = (typeof unknownReasons)[number];

/** Why a row that could be sent was not. */
export const notSentReasons = [
  'run-stopped',
  'waits-for-row',
  'waits-for-run',
  'never-answered',
  'settled-absent',
  'not-rechecked',
  'user-unknown',
] as const;

export type NotSentReason = (typeof notSentReasons)[number];

/** Why a row is none that could become a customer. */
export type SkippedReason =
  'no-mapped-value' | 'repeated-header' | 'totals' | 'note' | 'other-table' | 'hidden';

/** An outcome that no later answer or look-up changes. */
export type FinalOutcome = Exclude<Outcome, { status: 'unconfirmed' | 'not-sent' | 'ready' }>;

/** What a journal is given to keep: a row's end, which came from the account or from an earlier row. */
export type SettledOutcome = Exclude<FinalOutcome, { status: 'invalid' | 'skipped' }>;

/** The outcome of one status. */
export type OutcomeOf<Status extends Outcome['status']> = Extract<Outcome, { status: Status }>;
