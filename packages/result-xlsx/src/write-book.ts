import type { Writable } from 'node:stream';
import type { ResultBook } from '@solarproof-import/core';
import { writeChanges } from './changes-sheet.js';
import { writeColumns } from './columns-sheet.js';
import { openExcelWriter } from './excel-writer.js';
import { leftOutSentences } from './left-out.js';
import type { ResultWorkbookOptions } from './result-workbook.js';
import { layOutRows } from './row-layout.js';
import { writeResults, writeRowsToFix } from './row-sheets.js';
import type { RowSheetsContext, SheetLimits } from './row-sheets.js';
import { writeSummary } from './summary-sheet.js';
import { programName, runKeywords } from './workbook-mark.js';

/** What the book is written with, and to. */
type WriteBookOptions = Pick<
  ResultWorkbookOptions,
  'describeIssue' | 'describeRule' | 'sheetRows' | 'sheetNotes'
> & {
  readonly output: Writable;
  /** Aborts when the output fails; its reason is what is thrown then. */
  readonly broken: AbortSignal;
};

/**
 * Writes the sheets, one after the other; rows are read anew for each sheet that needs them, none is kept.
 * @throws BugError where the rows do not add up to the counts
 */
export async function writeBook(book: ResultBook, options: WriteBookOptions): Promise<void> {
  const { describeIssue, describeRule, output, broken } = options;
  const { summary } = book;
  const limits = limitsOf(options);
  const layout = await layOutRows(book, describeIssue);
  const properties = {
    title: `Result of ${summary.file}`,
    keywords: runKeywords(summary.runId),
    program: programName,
    created: summary.started,
  };
  const writer = await openExcelWriter(output, properties, broken);
  const context: RowSheetsContext = { layout, runId: summary.runId, describeIssue, limits };
  await writeSummary(writer, book, leftOutSentences(book, limits.sheetNotes));
  await writeResults(writer, book, context);
  await writeRowsToFix(writer, book, context);
  await writeChanges(writer, book, { limits, describeRule });
  await writeColumns(writer, book);
  await writer.finish();
}

function limitsOf({ sheetRows, sheetNotes }: SheetLimits): SheetLimits {
  return {
    ...(sheetRows === undefined ? {} : { sheetRows }),
    ...(sheetNotes === undefined ? {} : { sheetNotes }),
  };
}
