import { BugError } from '@solarproof-import/core';
import type { ResultBook, ResultSummary, RowStatus } from '@solarproof-import/core';
import type { ExcelWriter } from './excel-writer.js';
import { openPagedTable } from './paged-table.js';
import type { TableSetup } from './paged-table.js';
import { rowCells } from './row-cells.js';
import type { RowCellsContext } from './row-cells.js';
import { rowTally } from './row-tally.js';
import { sheetNames } from './sheet-names.js';

/** How much a sheet takes. */
export type SheetLimits = Pick<TableSetup, 'sheetRows' | 'sheetNotes'>;

/** What both sheets of rows are written from. */
export interface RowSheetsContext extends RowCellsContext {
  readonly limits: SheetLimits;
}

/**
 * Writes `Results`: every row, once, in order.
 * @throws BugError where the rows are not those that the summary counts
 */
export async function writeResults(
  writer: ExcelWriter,
  book: ResultBook,
  context: RowSheetsContext,
): Promise<void> {
  const tally = rowTally();
  const { header, widths } = context.layout;
  const table = await openPagedTable(writer, { name: sheetNames.results, header, widths, ...context.limits });
  for await (const row of book.rows()) {
    tally.add(row);
    await table.write(rowCells(row, context));
  }
  table.finish();
  tally.check(book.summary);
}

/** The statuses whose rows are for the user's hand; in a check no row was sent yet. */
function statusesToFix({ kind }: ResultSummary): ReadonlySet<RowStatus> {
  return new Set(kind === 'check' ? ['invalid'] : ['invalid', 'rejected', 'not-sent']);
}

/**
 * Writes `Fix and re-import`: the rows that need a hand, as `Results` has them. The rows are only gone through where the
 * counts say that there is one.
 * @throws BugError where there are more or fewer than the summary counts
 */
export async function writeRowsToFix(
  writer: ExcelWriter,
  book: ResultBook,
  context: RowSheetsContext,
): Promise<void> {
  const statuses = statusesToFix(book.summary);
  const expected = [...statuses].reduce((sum, status) => sum + (book.summary.counts[status] ?? 0), 0);
  const { header, widths } = context.layout;
  const table = await openPagedTable(writer, {
    name: sheetNames.fix,
    header,
    widths,
    ...context.limits,
  });
  let written = 0;
  for await (const row of expected > 0 ? book.rows() : []) {
    if (!statuses.has(row.outcome.status)) continue;
    written++;
    await table.write(rowCells(row, context));
  }
  table.finish();
  if (written !== expected) {
    throw new BugError(
      'RESULT_COUNTS_DIFFER',
      `${written} rows to fix were written; the summary says ${expected}.`,
    );
  }
}
