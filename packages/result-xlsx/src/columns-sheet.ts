import { columnLetters } from '@solarproof-import/core';
import type { ResultBook, ResultColumn } from '@solarproof-import/core';
import { cellValue } from './cell-text.js';
import { columnWidths } from './column-widths.js';
import type { ExcelWriter } from './excel-writer.js';
import { openPagedTable } from './paged-table.js';
import { sheetStyles } from './sheet-styles.js';
import { sheetNames } from './sheet-names.js';

const labels = ['Column', 'Label', 'Feeds', 'How sure', 'Sample 1', 'Sample 2', 'Sample 3'];

/** Writes `Columns`: each of the user's columns, what it feeds, how sure that is, and what is in it. */
export async function writeColumns(writer: ExcelWriter, book: ResultBook): Promise<void> {
  const rows = book.columns.map(columnTexts);
  const table = await openPagedTable(writer, {
    name: sheetNames.columns,
    header: labels.map((label) => ({ value: label, style: sheetStyles.label })),
    widths: columnWidths(labels, rows),
  });
  for (const texts of rows) {
    await table.write(texts.map((text) => ({ value: cellValue(text), style: sheetStyles.data })));
  }
  table.finish();
}

function columnTexts(column: ResultColumn): string[] {
  const samples = Array.from({ length: 3 }, (_, index) => column.samples[index] ?? '');
  const feeds = column.feeds?.join(', ') ?? column.field ?? 'no such field in Solar Proof; kept here';
  return [columnLetters(column.column), column.label, feeds, howSure(column), ...samples];
}

const sureness: Readonly<Record<NonNullable<ResultColumn['matchedBy']>, string>> = {
  profile: 'as the mapping says',
  key: "the field's own name",
  label: "the field's own name",
  'other-label': 'another name for it',
  suggestion: 'likely, and accepted',
};

function howSure({ field, matchedBy }: ResultColumn): string {
  if (field === undefined) return matchedBy === 'profile' ? 'left out, as the mapping says' : '';
  return matchedBy === undefined ? 'as the mapping says' : sureness[matchedBy];
}
