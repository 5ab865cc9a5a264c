import { ResultError } from '@solarproof-import/core';
import type { FieldKey, Issue, ResultBook, ResultRow } from '@solarproof-import/core';
import { cellValue } from './cell-text.js';
import { columnWidths } from './column-widths.js';
import type { SheetCell } from './excel-writer.js';
import { rowCheckLabel } from './row-check.js';
import { sheetStyles } from './sheet-styles.js';

/** The sentences that belong to an issue. */
export type DescribeIssue = (issue: Issue) => { readonly problem: string; readonly suggestion: string };

/** The columns that are ours, right of the user's. */
export const importLabels = [
  'Import: Row',
  'Import: Status',
  'Import: Customer ID',
  'Import: Code',
  'Import: Field',
  'Import: Problem',
  'Import: Suggestion',
  'Import: Run',
  rowCheckLabel,
] as const;

/** How the rows of this book are laid out, in `Results` and in `Fix and re-import` alike. */
export interface RowLayout {
  /** How many columns are the user's. */
  readonly userColumns: number;
  readonly fieldColumns: ReadonlyMap<FieldKey, number>;
  /** The user's, as they were typed. */
  readonly labels: readonly string[];
  readonly header: readonly SheetCell[];
  readonly widths: readonly number[];
}

/** Rows that have a say in the columns' widths. */
const sampleRows = 200;
/** Columns a spreadsheet program holds at most (ECMA-376 names no limit; Excel's and LibreOffice's is this). */
const sheetColumnLimit = 16_384;

/**
 * Looks at the labels and the first rows. A row of these that has more cells than there are labels adds columns without
 * a label; of any later one the surplus cells go to the right of the import columns, so that no cell is lost.
 * @throws ResultError where there are more columns than a sheet has
 */
export async function layOutRows(book: ResultBook, describeIssue: DescribeIssue): Promise<RowLayout> {
  const sample = await firstRows(book, sampleRows);
  const userColumns = Math.max(
    0,
    ...book.columns.map(({ column }) => column + 1),
    ...sample.map(({ raw }) => raw.cells.length),
  );
  if (userColumns + importLabels.length > sheetColumnLimit) {
    throw new ResultError(
      'RESULT_TOO_MANY_COLUMNS',
      `The source has ${userColumns} columns, too many for a result.`,
      [
        `A sheet holds ${sheetColumnLimit}, and the result adds ${importLabels.length}. Delete empty columns.`,
      ],
    );
  }
  const labels = userLabels(book, userColumns);
  const importTexts = sample.map((row) => importCellTexts(row, { runId: book.summary.runId, describeIssue }));
  return {
    userColumns,
    labels,
    fieldColumns: new Map(
      book.columns.flatMap(({ field, column }) => (field ? [[field, column] as const] : [])),
    ),
    header: [
      ...labels.map((label) => ({ value: cellValue(label), style: sheetStyles.label })),
      ...importLabels.map((label) => ({ value: label, style: sheetStyles.importLabel })),
    ],
    widths: [
      ...columnWidths(
        labels,
        sample.map(({ raw }) => raw.cells),
      ),
      ...columnWidths(importLabels.slice(0, -1), importTexts, { widest: 64 }),
      0,
    ],
  };
}

function userLabels(book: ResultBook, count: number): string[] {
  const labels = Array.from({ length: count }, () => '');
  for (const { column, label } of book.columns) labels[column] = label;
  return labels;
}

async function firstRows(book: ResultBook, count: number): Promise<ResultRow[]> {
  const rows: ResultRow[] = [];
  for await (const row of book.rows()) {
    rows.push(row);
    if (rows.length === count) break;
  }
  return rows;
}

/** What stands in the import columns of a row but the last, as texts, in the order of `importLabels`. */
export function importCellTexts(
  { raw, outcome, issues }: ResultRow,
  { runId, describeIssue }: { readonly runId: string; readonly describeIssue: DescribeIssue },
): string[] {
  const sentences = issues.map((issue) => describeIssue(issue));
  return [
    String(raw.row),
    outcome.status,
    ('customerId' in outcome ? outcome.customerId : undefined) ?? '',
    joined(issues.map(({ code }) => code)),
    joined(issues.map(({ field }) => field ?? '')),
    joined(sentences.map(({ problem }) => problem)),
    joined(sentences.map(({ suggestion }) => suggestion)),
    runId,
  ];
}

/** Several issues keep their places, so that the third code belongs to the third sentence; all blank is blank. */
function joined(parts: readonly string[]): string {
  const clauses = parts.map((part, index) => (index < parts.length - 1 ? part.replace(/\.$/, '') : part));
  return parts.some((part) => part !== '') ? clauses.join('; ') : '';
}
