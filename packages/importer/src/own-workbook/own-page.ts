import {
  columnLetters,
  importLabelPrefix,
  isBlank,
  rowStatuses,
  type Issue,
  type RawRow,
  type RowSource,
  type RowStatus,
} from '@solarproof-import/core';
import { readRowCheck, type RowCheck } from '@solarproof-import/result-xlsx';
import type { PreviousRow } from './previous-row.js';
import { rowNumberOdd } from './refusals.js';

/** A sheet of ours and the row that holds its labels. */
export interface PageHeader {
  readonly source: RowSource;
  readonly row: number;
  readonly cells: readonly string[];
}

/** A sheet of ours of which it is known where the user's columns are. */
export interface OwnPage extends PageHeader {
  /** Where it has each of the table's columns; -1 where it has none. */
  readonly columns: readonly number[];
}

/** A row of a sheet of ours. */
export interface OwnRow {
  /** What `Import: Row` says: its number in the source; left out where the user added the row. */
  readonly number?: number;
  /** The user's cells, in the order of the table's labels, then those that have none. */
  readonly cells: readonly string[];
  /** What the reader found in the user's cells; columns as in `cells`. */
  readonly issues: readonly Issue[];
  readonly page: OwnPage;
  /** Its number in that sheet. */
  readonly row: number;
  readonly check?: RowCheck;
  readonly previous?: PreviousRow;
}

/** Rows in which the labels are looked for: somebody may have written above them. */
const mostRowsAbove = 20;

/** Finds the labels of a sheet of ours; `undefined` where it is none. */
export async function findPageHeader(source: RowSource): Promise<PageHeader | undefined> {
  let seen = 0;
  for await (const { row, cells } of source.rows()) {
    if (cells.includes(label('Row')) && cells.includes(label('Status'))) return { source, row, cells };
    seen += 1;
    if (seen > mostRowsAbove) break;
  }
  return undefined;
}

const label = (name: string): string => importLabelPrefix + name;

/**
 * The rows of a sheet of ours that have something in the user's columns, in its order.
 * @throws SourceError where `Import: Row` is no number, or the sheet cannot be read
 */
export async function* pageRows(page: OwnPage): AsyncGenerator<OwnRow> {
  const own = (name: string): number => page.cells.indexOf(label(name));
  const columns = {
    row: own('Row'),
    status: own('Status'),
    id: own('Customer ID'),
    run: own('Run'),
    check: own('Check'),
  };
  for await (const raw of page.source.rows()) {
    if (raw.row <= page.row) continue;
    const user = userCells(raw, page);
    if (isBlank({ row: raw.row, ...user })) continue;
    const textOf = (column: number): string => (raw.cells[column] ?? '').trim();
    const number = rowNumber(textOf(columns.row));
    if (number === 'odd') throw rowNumberOdd({ sheet: page.source.sheet, row: raw.row, column: columns.row });
    const place = { ...user, page, row: raw.row };
    if (number === undefined) {
      yield place;
      continue;
    }
    const check = readRowCheck(textOf(columns.check));
    const said = { status: textOf(columns.status), id: textOf(columns.id), run: textOf(columns.run) };
    yield { ...place, number, ...ownChecked(number, check), ...ownPrevious(number, said, check) };
  }
}

function userCells(raw: RawRow, page: OwnPage): Pick<OwnRow, 'cells' | 'issues'> {
  const { columns } = page;
  const beyond = raw.cells.slice(page.cells.length);
  const cells = [...columns.map((column) => raw.cells[column] ?? ''), ...beyond];
  while (cells.at(-1) === '') cells.pop();
  const issues = (raw.issues ?? []).flatMap((issue) => {
    if (issue.place.column === undefined) return [issue];
    const column = tableColumn(page, issue.place.column);
    return column < 0 ? [] : [{ ...issue, place: { ...issue.place, column } }];
  });
  return { cells, issues };
}

/** Which of the table's columns stands there; -1 for one of ours. */
function tableColumn({ columns, cells }: OwnPage, column: number): number {
  return column < cells.length ? columns.indexOf(column) : columns.length + column - cells.length;
}

/** A cell as the user finds it: `Results!D17`. @param column the table's */
export function cellName({ page, row }: OwnRow, column: number): string {
  const { columns, cells } = page;
  const there = column < columns.length ? (columns[column] ?? -1) : cells.length + column - columns.length;
  return `${page.source.sheet}!${there < 0 ? '' : columnLetters(there)}${row}`;
}

/** Beyond any row of any sheet, and still a number that JSON and SQL hold. */
const highestNumber = 2 ** 31;

function rowNumber(text: string): number | 'odd' | undefined {
  if (text === '') return undefined;
  const number = /^\d{1,10}$/.test(text) ? Number(text) : 0;
  // The first row is the header's.
  return number < 2 || number > highestNumber ? 'odd' : number;
}

/** A check of another row came with a copied cell and says nothing of this one. */
function ownChecked(number: number, check: RowCheck | undefined): Pick<OwnRow, 'check'> {
  return check?.row === number ? { check } : {};
}

function ownPrevious(
  row: number,
  said: { readonly status: string; readonly id: string; readonly run: string },
  check: RowCheck | undefined,
): Pick<OwnRow, 'previous'> {
  const status = rowStatuses.find((known) => known === said.status);
  if (status === undefined || (said.id === '' && status !== ('unconfirmed' satisfies RowStatus))) return {};
  const email = check?.row === row ? check.email : undefined;
  return {
    previous: {
      row,
      status,
      ...(said.id === '' ? {} : { customerId: said.id }),
      ...(said.run === '' ? {} : { runId: said.run }),
      ...(email === undefined ? {} : { sentEmail: email }),
    },
  };
}
