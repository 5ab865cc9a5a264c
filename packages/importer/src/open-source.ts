import {
  importLabelPrefix,
  SourceError,
  type Issue,
  type RowSource,
  type SourceFormat,
} from '@solarproof-import/core';
import { openCsv } from '@solarproof-import/parser-csv';
import { listSheets, openXlsx } from '@solarproof-import/parser-xlsx';
import { sheetNames } from '@solarproof-import/result-xlsx';
import { tellFormat } from './identify/tell-format.js';

/** How a source is read. */
export interface SourceOptions {
  /** The sheet to read; default: the first visible one. */
  readonly sheet?: string | undefined;
  /** A CSV's encoding; default: found out. */
  readonly encoding?: string | undefined;
}

/** An opened source and what it is. */
export interface OpenedSource extends RowSource {
  readonly format: SourceFormat;
}

/**
 * Opens a file by what it is, not by what it is called. Of a result workbook of ours, unless a sheet is named, the rows that
 * need a hand are taken: those that are done are not sent again.
 * @throws SourceError where it is no table that can be read, SettingsError for an unknown encoding
 */
export async function openSource(path: string, { sheet, encoding }: SourceOptions): Promise<OpenedSource> {
  if ((await tellFormat(path)) === 'csv') {
    if (sheet !== undefined) throw withoutSheets();
    return opened(await openCsv(path, encoding === undefined ? {} : { encoding }), 'csv');
  }
  const ofResult = sheet === undefined && (await isResultWorkbook(path));
  const name = ofResult ? sheetNames.fix : sheet;
  if (ofResult) await refuseUnsentCheck(path);
  const source = await openXlsx(path, name === undefined ? {} : { sheet: name });
  return opened(source, 'xlsx', ofResult ? [resultWorkbookRead] : source.notices);
}

function withoutSheets(): SourceError {
  return new SourceError('SOURCE_SHEET_UNKNOWN', 'This is a text file, which has no sheets.', [
    'Leave --sheet out, or name a workbook.',
  ]);
}

/**
 * The workbook of a check has rows that are ready and stand in no sheet that would be read.
 * @throws SourceError where there is one
 */
async function refuseUnsentCheck(path: string): Promise<void> {
  const results = await openXlsx(path, { sheet: sheetNames.results });
  try {
    let column = -1;
    for await (const { cells } of results.rows()) {
      if (column < 0) column = cells.indexOf(`${importLabelPrefix}Status`);
      else if (cells[column] === 'ready') throw checkWorkbook();
    }
  } finally {
    await results.close();
  }
}

function checkWorkbook(): SourceError {
  return new SourceError('SOURCE_IS_A_CHECK', 'This is the workbook of a check, which sent nothing.', [
    'Correct the list itself and import that: the rows that were ready are not in the sheet to fix.',
  ]);
}

const resultWorkbookRead: Issue = {
  code: 'RESULT_WORKBOOK_READ',
  level: 'warning',
  place: {},
  values: { sheet: sheetNames.fix },
};

async function isResultWorkbook(path: string): Promise<boolean> {
  const names = new Set((await listSheets(path)).map(({ name }) => name));
  return Object.values(sheetNames).every((name) => names.has(name));
}

function opened(source: RowSource, format: SourceFormat, notices = source.notices): OpenedSource {
  return { sheet: source.sheet, notices, format, rows: () => source.rows(), close: () => source.close() };
}
