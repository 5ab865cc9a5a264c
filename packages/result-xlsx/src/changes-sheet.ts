import { BugError, columnLetters } from '@solarproof-import/core';
import type { Change, ResultBook } from '@solarproof-import/core';
import { cellValue } from './cell-text.js';
import type { ExcelWriter, SheetCell } from './excel-writer.js';
import { openPagedTable } from './paged-table.js';
import type { SheetLimits } from './row-sheets.js';
import { sheetStyles } from './sheet-styles.js';
import { sheetNames } from './sheet-names.js';

/** Why a rule mends what it mends, as a sentence. */
export type DescribeRule = (rule: string) => string;

const labels = ['Row', 'Column', 'Before', 'After', 'Rule', 'Why'];
const widths = [9, 22, 32, 32, 28, 70];

/**
 * Writes `Changes`: each mend of a value. The rows are only gone through where the book says that one was changed.
 * @throws BugError where there are more or fewer changed rows than the book says
 */
export async function writeChanges(
  writer: ExcelWriter,
  book: ResultBook,
  { limits, describeRule }: { readonly limits: SheetLimits; readonly describeRule: DescribeRule },
): Promise<void> {
  const columns = new Map(book.columns.map(({ column, label }) => [column, label]));
  const header = labels.map((label) => ({ value: label, style: sheetStyles.label }));
  const table = await openPagedTable(writer, { name: sheetNames.changes, header, widths, ...limits });
  let changed = 0;
  for await (const { raw, changes } of book.changedRows > 0 ? book.rows() : []) {
    if (changes.length > 0) changed++;
    for (const change of changes) {
      const texts = [columnText(change, columns), change.before, change.after, change.rule];
      await table.write(changeCells(raw.row, [...texts, describeRule(change.rule)]));
    }
  }
  table.finish();
  if (changed !== book.changedRows) {
    throw new BugError(
      'RESULT_COUNTS_DIFFER',
      `${changed} rows have changes; the book says ${book.changedRows}.`,
    );
  }
}

function changeCells(row: number, texts: readonly string[]): SheetCell[] {
  return [
    { value: row, style: sheetStyles.number },
    ...texts.map((text) => ({ value: cellValue(text), style: sheetStyles.data })),
  ];
}

function columnText({ column, field }: Change, labels: ReadonlyMap<number, string>): string {
  if (column === undefined) return `${field}, set for all rows`;
  const label = labels.get(column) ?? '';
  return label.trim() === '' ? `column ${columnLetters(column)}` : label;
}
