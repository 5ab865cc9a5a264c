import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describeIssue, describeRule, type Outcome, type RawRow } from '@solarproof-import/core';
import { listSheets, openXlsx } from '@solarproof-import/parser-xlsx';
import { openResultWorkbook } from '@solarproof-import/result-xlsx';
import {
  buildWorkbook,
  readAll,
  resultBook,
  resultRow,
  tableRows,
  temporaryFolder,
} from '@solarproof-import/testkit';
import { openSource } from '../../src/open-source.js';
import type { PreviousRow } from '../../src/own-workbook/previous-row.js';

/** A row of a result, before it is edited. */
export interface GivenRow {
  readonly row: number;
  readonly cells: string[];
  /** Default: created. */
  readonly outcome?: Outcome;
}

export const labels = ['Name', 'Email', 'Mobile'];
export const invalid: Outcome = { status: 'invalid', issues: [] };
export const unconfirmed: Outcome = { status: 'unconfirmed', reason: 'time-out' };

const columns = labels.map((label, column) => ({
  column,
  label,
  ...(column === 1 ? ({ field: 'email', matchedBy: 'key' } as const) : {}),
  samples: [],
}));

/** Writes the result workbook of these rows. @returns where it is */
export async function resultOf(rows: readonly GivenRow[], sheetRows?: number): Promise<string> {
  const book = resultBook(
    rows.map(({ row, ...parts }) => resultRow(row, parts)),
    { columns },
  );
  const paths = [path.join(await temporaryFolder(), 'customers.result.xlsx')];
  const limits = sheetRows === undefined ? {} : { sheetRows };
  await openResultWorkbook({ paths, describeIssue, describeRule, ...limits }).write(book);
  return paths[0] ?? '';
}

/** A workbook open for editing. */
export interface EditedBook {
  readonly sheets: Map<string, EditedSheet>;
  readonly results: EditedSheet;
  readonly fix: EditedSheet;
}

/** What a person does to a workbook in a spreadsheet program, which then saves it as its own. */
export async function edited(file: string, edit: (book: EditedBook) => void): Promise<string> {
  const sheets = new Map<string, EditedSheet>();
  for (const { name } of await listSheets(file)) {
    const source = await openXlsx(file, { sheet: name });
    sheets.set(name, new EditedSheet((await readAll(source)).map(({ cells }) => [...cells])));
    await source.close();
  }
  const sheet = (name: string): EditedSheet => sheets.get(name) ?? new EditedSheet([]);
  edit({ sheets, results: sheet('Results'), fix: sheet('Fix and re-import') });
  const saved = path.join(await temporaryFolder(), 'saved under another name.xlsx');
  const built = [...sheets].map(([name, { rows }]) => ({ name, rows: withErrorCells(tableRows(rows)) }));
  await writeFile(saved, buildWorkbook({ sheets: built }));
  return saved;
}

/** A formula that came to nothing is no text. */
function withErrorCells(rows: string): string {
  return rows.replaceAll(/t="inlineStr"><is><t xml:space="preserve">(#REF!)<\/t><\/is>/g, 't="e"><v>$1</v>');
}

/** A sheet of texts. Rows and columns count from 1 and A, as people see them. */
export class EditedSheet {
  rows: string[][];

  constructor(rows: string[][]) {
    this.rows = rows;
  }

  set(address: string, text: string): void {
    const [, letter = 'A', row = '1'] = /^([A-Z])(\d+)$/.exec(address) ?? [];
    const cells = (this.rows[Number(row) - 1] ??= []);
    const column = letter.charCodeAt(0) - 65;
    while (cells.length < column) cells.push('');
    cells[column] = text;
  }

  /** @param before the row that it is put before; default: at the end */
  addRow(cells: readonly string[], before = this.rows.length + 1): void {
    this.rows.splice(before - 1, 0, [...cells]);
  }

  deleteRow(row: number): void {
    this.rows.splice(row - 1, 1);
  }

  addColumn(before: number, cells: readonly string[]): void {
    for (const [index, row] of this.rows.entries()) row.splice(before - 1, 0, cells[index] ?? '');
  }

  /** @returns what stood in it */
  deleteColumn(column: number): string[] {
    return this.rows.map((row) => row.splice(column - 1, 1)[0] ?? '');
  }

  /** As sorting does it: all but the labels. */
  turnAround(): void {
    this.rows = [...this.rows.slice(0, 1), ...this.rows.slice(1).toReversed()];
  }
}

/** What the workbook gives when it is fed back. */
export interface FedBack {
  readonly header: readonly string[];
  readonly rows: readonly (readonly [row: number, ...cells: string[]])[];
  readonly raw: readonly RawRow[];
  readonly previous: readonly PreviousRow[];
  readonly sentence: string;
}

/** Feeds a workbook back, and reads it twice: both readings must agree. */
export async function fedBack(file: string): Promise<FedBack> {
  const source = await openSource(file, {});
  try {
    const [header, ...raw] = await readAll(source);
    const again = await readAll(source);
    if (JSON.stringify([header, ...raw]) !== JSON.stringify(again)) throw new Error('the readings differ');
    return {
      header: header?.cells ?? [],
      raw,
      rows: raw.map(({ row, cells }) => [row, ...cells]),
      previous: raw.flatMap((row) => source.previousOf(row) ?? []),
      sentence: source.notices.map((notice) => describeIssue(notice).problem).join(' '),
    };
  } finally {
    await source.close();
  }
}
