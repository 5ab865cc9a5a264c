import { BugError, SourceError } from '../errors.js';
import { columnLetters } from '../model/place.js';
import { knownLabel } from './known-labels.js';
import { normaliseLabel } from './normalise-label.js';
import { isBlank, type RawRow } from '../model/raw-row.js';
import type { RowSource } from '../ports.js';

/** The row that holds the labels, and what stands above it. */
export interface Header {
  /** In the user's own columns. */
  readonly row: RawRow;
  /** Numbers of the rows above it that are not blank. */
  readonly above: readonly number[];
  /** Column from which on the columns are ours: a result workbook was fed back. `Infinity` where none is. */
  readonly ownColumnsFrom: number;
}

/** What the labels of our own columns begin with in a result workbook. They are not data. */
export const importLabelPrefix = 'Import: ';

/** Rows among which the header is looked for. */
const mostRowsAbove = 50;

/** Says whether a text is known as a label. */
export type IsLabel = (text: string) => boolean;

/**
 * Finds the header: the row of that number, else the one among the first 50 with the most known labels, else the first that is not
 * blank. Row 0 means that there is none: columns then go by their letters.
 * @throws SourceError where the sheet has no row at all, or none of that number
 */
export async function findHeader(
  source: RowSource,
  {
    headerRow,
    isLabel = isKnownLabel,
  }: { readonly headerRow?: number | undefined; readonly isLabel?: IsLabel } = {},
): Promise<Header> {
  const first: RawRow[] = [];
  let last = 0;
  for await (const row of source.rows()) {
    if (row.row === headerRow)
      return headerOf(
        row,
        first.map((above) => above.row),
      );
    last = row.row;
    if (headerRow ? last > headerRow : first.length === mostRowsAbove) break;
    first.push(row);
  }
  if (first.length === 0 && last === 0) throw emptySheet(source.sheet);
  if (headerRow === undefined) return bestHeader(first, isLabel);
  if (headerRow === 0) return withoutHeader(first);
  const message =
    last > headerRow
      ? `Row ${headerRow} is blank, so it cannot be the header.`
      : `The list ends at row ${last}, so row ${headerRow} cannot be the header.`;
  throw new SourceError('HEADER_ROW_BLANK', message, ['Say with --header-row N which row holds the labels.']);
}

/** How much a row looks like a header: how many different known labels it has. */
export function headerScore({ cells }: RawRow, isLabel: IsLabel = isKnownLabel): number {
  const found = new Set<string>();
  for (const cell of cells) if (cell.length <= longestLabel && isLabel(cell)) found.add(normaliseLabel(cell));
  return found.size;
}

/** The best score that one of a sheet's first rows has. */
export function bestHeaderScore(rows: readonly RawRow[], isLabel?: IsLabel): number {
  return Math.max(0, ...rows.map((row) => headerScore(row, isLabel)));
}

/** What is longer is no label. */
const longestLabel = 200;

function isKnownLabel(text: string): boolean {
  return knownLabel(text) !== undefined;
}

function bestHeader(rows: readonly RawRow[], isLabel: IsLabel): Header {
  const scores = rows.map((row) => headerScore(row, isLabel));
  const best = scores.indexOf(Math.max(...scores));
  const row = rows[best];
  if (row === undefined) throw new BugError('HEADER_OF_NOTHING', 'there is no row to be a header');
  return headerOf(
    row,
    rows.slice(0, best).map((above) => above.row),
  );
}

/** What stands for the header of a list that has none: its columns' letters. */
export function letterRow(width: number): RawRow {
  return { row: 0, cells: Array.from({ length: width }, (_, column) => columnLetters(column)) };
}

function withoutHeader(rows: readonly RawRow[]): Header {
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  return { row: letterRow(width), above: [], ownColumnsFrom: Infinity };
}

/** The rows below the header that have something in the user's own columns. */
export async function* rowsBelow(
  source: RowSource,
  { row: header, ownColumnsFrom }: Header,
): AsyncGenerator<RawRow> {
  for await (const row of source.rows()) {
    if (row.row <= header.row) continue;
    if (ownColumnsFrom === Infinity) {
      yield row;
      continue;
    }
    const users = withoutOwnColumns(row, ownColumnsFrom);
    if (!isBlank(users)) yield users;
  }
}

function headerOf(row: RawRow, above: readonly number[]): Header {
  const first = row.cells.findIndex((label) => label.startsWith(importLabelPrefix));
  const ownColumnsFrom = first < 0 ? Infinity : first;
  return { row: withoutOwnColumns(row, ownColumnsFrom), above, ownColumnsFrom };
}

function withoutOwnColumns(row: RawRow, ownColumnsFrom: number): RawRow {
  if (row.cells.length <= ownColumnsFrom) return row;
  const issues = row.issues?.filter(({ place }) => (place.column ?? 0) < ownColumnsFrom);
  return { ...row, cells: row.cells.slice(0, ownColumnsFrom), ...(issues ? { issues } : {}) };
}

function emptySheet(sheet: string): SourceError {
  return new SourceError(
    'SOURCE_EMPTY',
    sheet === '' ? 'The file is empty.' : `The sheet "${sheet}" is empty.`,
    ['Give a list with labels in its first row and a customer in each row below.'],
  );
}
