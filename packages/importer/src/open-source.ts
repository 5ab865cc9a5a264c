import { SourceError, type RawRow, type RowSource, type SourceFormat } from '@solarproof-import/core';
import { openCsv } from '@solarproof-import/parser-csv';
import { openXlsx } from '@solarproof-import/parser-xlsx';
import { tellFormat } from './identify/tell-format.js';
import { openOwnWorkbook } from './own-workbook/open-own-workbook.js';
import type { PreviousRow } from './own-workbook/previous-row.js';

/** How a source is read. */
export interface SourceOptions {
  /** The sheet to read; default: the first visible one, and of a result workbook of ours all its rows. */
  readonly sheet?: string | undefined;
  /** A CSV's encoding; default: found out. */
  readonly encoding?: string | undefined;
  /** How much the first rows of a sheet look like the wanted table; without a name the best sheet is read. Default: the first. */
  readonly rank?: ((preview: readonly RawRow[]) => number) | undefined;
}

/** An opened source and what it is. */
export interface OpenedSource extends RowSource {
  readonly format: SourceFormat;
  /**
   * Of a result workbook of ours: what it says became of a row, one of those that this source gave, in the run that wrote it.
   * `undefined` where it says nothing, or nothing that matters: only unconfirmed rows and such with a customer ID have one.
   */
  previousOf(raw: RawRow): PreviousRow | undefined;
}

/**
 * Opens a file by what it is, not by what it is called. A result workbook of ours, unless a sheet is named, is read as the list
 * that it was made of, with its corrections.
 * @throws SourceError where it is no table that can be read, SettingsError for an unknown encoding
 */
export async function openSource(
  path: string,
  { sheet, encoding, rank }: SourceOptions,
): Promise<OpenedSource> {
  if ((await tellFormat(path)) === 'csv') {
    if (sheet !== undefined) throw withoutSheets();
    return opened(await openCsv(path, encoding === undefined ? {} : { encoding }), 'csv');
  }
  if (sheet !== undefined) return opened(await openXlsx(path, { sheet }), 'xlsx');
  const own = await openOwnWorkbook(path);
  return own === undefined ? opened(await openXlsx(path, { rank }), 'xlsx') : { ...own, format: 'xlsx' };
}

function withoutSheets(): SourceError {
  return new SourceError('SOURCE_SHEET_UNKNOWN', 'This is a text file, which has no sheets.', [
    'Leave --sheet out, or name a workbook.',
  ]);
}

function opened(source: RowSource, format: SourceFormat): OpenedSource {
  return {
    sheet: source.sheet,
    notices: source.notices,
    format,
    rows: () => source.rows(),
    previousOf: () => undefined,
    close: () => source.close(),
  };
}
