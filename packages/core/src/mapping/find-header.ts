import { SourceError } from '../errors.js';
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

/**
 * Finds the header: the row of that number, or the first that is not blank.
 * @throws SourceError where the sheet has no row at all, or none of that number
 */
export async function findHeader(source: RowSource, headerRow?: number): Promise<Header> {
  const above: number[] = [];
  let last = 0;
  for await (const row of source.rows()) {
    if (headerRow === undefined || row.row === headerRow) return headerOf(row, above);
    last = row.row;
    if (last > headerRow) break;
    above.push(last);
  }
  if (headerRow === undefined || last === 0) throw emptySheet(source.sheet);
  const message =
    last > headerRow
      ? `Row ${headerRow} is blank, so it cannot be the header.`
      : `The list ends at row ${last}, so row ${headerRow} cannot be the header.`;
  throw new SourceError('HEADER_ROW_BLANK', message, ['Say with --header-row N which row holds the labels.']);
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
