import { open } from 'node:fs/promises';
import type { Issue, RowSource, SourceFormat } from '@solarproof-import/core';
import { openCsv } from '@solarproof-import/parser-csv';
import { listSheets, looksLikeXlsx, openXlsx } from '@solarproof-import/parser-xlsx';
import { sheetNames } from '@solarproof-import/result-xlsx';

/** How a source is read. */
export interface SourceOptions {
  /** The sheet to read; default: the first visible one. */
  readonly sheet?: string | undefined;
  /** A CSV's encoding; default: found out. */
  readonly encoding?: string | undefined;
}

const bytesToTellBy = 4_096;

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
  if (!looksLikeWorkbook(await firstBytes(path))) {
    return opened(await openCsv(path, encoding === undefined ? {} : { encoding }), 'csv');
  }
  const ofResult = sheet === undefined && (await isResultWorkbook(path));
  const name = ofResult ? sheetNames.fix : sheet;
  const source = await openXlsx(path, name === undefined ? {} : { sheet: name });
  return opened(source, 'xlsx', ofResult ? [resultWorkbookRead] : source.notices);
}

/** A ZIP, or the container of old Excel and of encrypted workbooks, which the XLSX reader knows how to refuse. */
function looksLikeWorkbook(bytes: Uint8Array): boolean {
  return looksLikeXlsx(bytes) || [0xd0, 0xcf, 0x11, 0xe0].every((byte, index) => bytes[index] === byte);
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

async function firstBytes(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(bytesToTellBy);
    const { bytesRead } = await file.read(buffer, 0, bytesToTellBy, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
