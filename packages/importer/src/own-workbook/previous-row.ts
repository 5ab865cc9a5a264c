import type { RowStatus } from '@solarproof-import/core';

/** What a result workbook that is fed back says became of a row in the run that wrote it. Claims, for anybody can edit a cell. */
export interface PreviousRow {
  /** The row's number in that run, which it keeps. */
  readonly row: number;
  readonly status: RowStatus;
  readonly customerId?: string;
  readonly runId?: string;
  /** Of an `unconfirmed` row: the e-mail that was sent then; the row's own may have been corrected since. */
  readonly sentEmail?: string;
}
