import type { IssueGroups, ResultError, StatusCounts, StopReason } from '@solarproof-import/core';
import type { WrittenResult } from '@solarproof-import/result-xlsx';
import type { PreparedFile } from './prepare-file.js';

/** What came of a check, a run or resume, a reconcile, or of writing a run's results again. */
export interface Report {
  readonly kind: 'check' | 'run' | 'reconcile' | 'results';
  /** The file as it was prepared; its rows can no longer be read. */
  readonly prepared: Omit<PreparedFile, 'rows' | 'previousOf' | 'keep' | 'close'>;
  /** Rows by status; they add up to the plan's rows. */
  readonly counts: StatusCounts;
  /** The problems of all rows, equal ones told once. */
  readonly groups: IssueGroups;
  /** Rows that exist in Solar Proof under another name. */
  readonly otherNames: number;
  /** Whether the run is kept, so that it can be resumed. */
  readonly resumable: boolean;
  /** Why the run ended early; left out where it did not. */
  readonly stop?: StopReason;
  /** What failed on this machine after the sending began; left out where nothing did. */
  readonly failure?: { readonly error: unknown };
  /** Where the rows' outcomes are instead, where there is no workbook. */
  readonly rowsFile?: string;
  /** Where the workbook is, or why there is none. */
  readonly result: WrittenResult | ResultError;
  readonly seconds: number;
  /** Of the command line. */
  readonly exitCode: number;
}
