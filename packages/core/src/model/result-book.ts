import type { MatchedBy } from '../mapping/mapping.js';
import type { Account } from './account.js';
import type { Change } from './change.js';
import type { Issue } from './issue.js';
import type { Outcome, RowStatus } from './outcome.js';
import type { RawRow } from './raw-row.js';
import type { FieldKey } from '../fields/field-key.js';

/** How many rows ended with each status. */
export type StatusCounts = Readonly<Partial<Record<RowStatus, number>>>;

/** A column of the user's sheet, as the `Columns` sheet of the result tells of it. */
export interface ResultColumn {
  /** 0-based. */
  readonly column: number;
  readonly label: string;
  /** What it feeds, or feeds first; left out where Solar Proof has no such field. */
  readonly field?: FieldKey;
  /** All that it can feed, where that is more. */
  readonly feeds?: readonly FieldKey[];
  /** Why it feeds that: the label is the field's own, or one of its other labels. */
  readonly matchedBy?: MatchedBy;
  /** At most three values that are not blank. */
  readonly samples: readonly string[];
}

/** One source row and what became of it. */
export interface ResultRow {
  readonly raw: RawRow;
  readonly outcome: Outcome;
  /** All that is to be said of the row, the outcome's own issues included, ready to be worded. */
  readonly issues: readonly Issue[];
  readonly changes: readonly Change[];
}

/** What the `Summary` says beside the counts. */
export interface ResultSummary {
  readonly kind: 'run' | 'check';
  readonly file: string;
  /** `''` for a CSV. */
  readonly sheet: string;
  readonly headerRow: number;
  readonly account: Account;
  readonly runId: string;
  readonly started: Date;
  /** From start to end, in seconds. */
  readonly seconds: number;
  /** Rows in all: the counts add up to it. */
  readonly rows: number;
  readonly counts: StatusCounts;
  /** Why the run ended before all rows were sent, as a sentence; left out where it did not. */
  readonly stopped?: string;
  /** What to do next, in at most two sentences. */
  readonly next: readonly string[];
  /** What rules did to values, equal mends told once, a sentence each. */
  readonly mended: readonly string[];
  /** What was left out and why, a sentence each: columns without a field, rows above the header, other sheets. */
  readonly leftOut: readonly string[];
}

/** All that a result workbook is made of. */
export interface ResultBook {
  readonly summary: ResultSummary;
  /** The user's columns, in their order. */
  readonly columns: readonly ResultColumn[];
  /** Every source row exactly once, in order. May be called several times, once a sheet that needs the rows. */
  rows(): AsyncIterable<ResultRow>;
  /** How many rows have a change; where there is none, nobody needs to look for one. */
  readonly changedRows: number;
}
