import type { ResultBook, ResultSink } from '@solarproof-import/core';
import type { DescribeRule } from './changes-sheet.js';
import type { ResultFiles } from './result-files.js';
import type { DescribeIssue } from './row-layout.js';
import type { SheetLimits } from './row-sheets.js';

/** How results are written. */
export interface ResultWorkbookOptions extends SheetLimits {
  /**
   * Where the result should be, the best place first, one a folder: beside the input, then in the state directory.
   * A folder that cannot be written is passed over; within one, ` (2)` … goes before the extension where the name is
   * taken.
   */
  readonly paths: readonly string[];
  readonly describeIssue: DescribeIssue;
  readonly describeRule: DescribeRule;
  /** Default: this machine's. */
  readonly files?: ResultFiles;
}

/** Why the result is not where it should be. */
export interface InsteadOf {
  readonly path: string;
  /** Stable, UPPER_SNAKE: `RESULT_NAME_TAKEN`, `RESULT_FILE_LOCKED`, or the code of the ResultError of its folder. */
  readonly code: string;
  /** A sentence. */
  readonly reason: string;
}

/** Where the result is; `insteadOf` where that is not the first of the paths. */
export interface WrittenResult {
  readonly path: string;
  readonly insteadOf?: InsteadOf;
}

/** A result sink that also says why a result is elsewhere. */
export interface ResultWorkbook extends ResultSink {
  /**
   * Writes the book under a temporary name and, once each row is known to be in it exactly once, renames it.
   * @throws ResultError where none of the paths can be written (the first one's reason)
   * @throws BugError where the rows do not add up to the counts; no file is left then
   */
  write(book: ResultBook): Promise<WrittenResult>;
}
