import { join } from 'node:path';
import type { ResultBook } from '@solarproof-import/core';
import { openXlsx } from '@solarproof-import/parser-xlsx';
import { readAll, temporaryFolder } from '@solarproof-import/testkit';
import exceljs from 'exceljs';
import type { CellValue, Workbook, Worksheet } from 'exceljs';
import { openResultWorkbook } from '../src/open-result-workbook.js';
import type { ResultWorkbookOptions } from '../src/result-workbook.js';

/** Writes a book into a folder of its own. @returns where it is */
export async function write(book: ResultBook, options: Partial<ResultWorkbookOptions> = {}): Promise<string> {
  const { path } = await openResultWorkbook({
    paths: [join(await temporaryFolder(), 'customers.result.xlsx')],
    describeIssue: ({ code }) => ({ problem: `${code} is the problem`, suggestion: `mend ${code}` }),
    describeRule: (rule) => `because of ${rule}`,
    ...options,
  }).write(book);
  return path;
}

/** exceljs's own full reader, as a second opinion. */
export async function openElsewhere(path: string): Promise<Workbook> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.readFile(path);
  return workbook;
}

/** The sheet of that name, which there must be. */
export function sheetOf(workbook: Workbook, name: string): Worksheet {
  const sheet = workbook.getWorksheet(name);
  if (sheet === undefined) throw new Error(`no sheet ${name}`);
  return sheet;
}

/** What a cell of exceljs's reads as. */
export function textOf(value: CellValue): string {
  if (value !== null && typeof value === 'object' && 'richText' in value) {
    return value.richText.map(({ text }) => text).join('');
  }
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Each row of a sheet as our own parser reads it. */
export async function parsed(path: string, sheet: string): Promise<(readonly string[])[]> {
  const source = await openXlsx(path, { sheet });
  const rows = await readAll(source);
  await source.close();
  return rows.map(({ cells }) => cells);
}
