import { isBlank, type RawRow, type RowSource } from '@solarproof-import/core';
import type { CellContext } from './cell-text.js';
import { chooseSheet, leftOutNotice } from './choose-sheet.js';
import { decodeXml } from './decode-xml.js';
import { readSharedStrings } from './shared-strings.js';
import { SheetReader } from './sheet-reader.js';
import { damaged } from './source-errors.js';
import { readStyles } from './styles.js';
import { readWorkbook, type Workbook } from './workbook.js';
import { xmlReader } from './xml-events.js';
import { openArchive, type Archive } from './zip-archive.js';

export interface XlsxOptions {
  /** The sheet to read, by name; case does not count where no name is just so. Default: the first visible one. */
  readonly sheet?: string | undefined;
}

/**
 * Opens a workbook: finds the sheet, reads texts and styles, then streams rows.
 * @throws SourceError where the file is no workbook that can be read, or has no such sheet
 */
export async function openXlsx(path: string, options: XlsxOptions = {}): Promise<RowSource> {
  return within(path, async (archive) => {
    const workbook = await readWorkbook(archive);
    const sheet = chooseSheet(workbook.sheets, options.sheet);
    if (!archive.has(sheet.part)) throw damaged(`its part ${sheet.part} is missing`);
    const context = await readContext(archive, workbook);
    return {
      sheet: sheet.name,
      notices: leftOutNotice(workbook.sheets, sheet),
      rows: () => readSheet(decodeXml(archive.read(sheet.part)), sheet.name, context),
      close: () => archive.close(),
    };
  });
}

/**
 * The sheets with cells that a workbook has, in its order.
 * @throws SourceError where the file is no workbook that can be read
 */
export async function listSheets(path: string): Promise<readonly { name: string; isHidden: boolean }[]> {
  return within(path, async (archive) => {
    const { sheets } = await readWorkbook(archive);
    await archive.close();
    return sheets.map(({ name, isHidden }) => ({ name, isHidden }));
  });
}

async function within<Result>(path: string, work: (archive: Archive) => Promise<Result>): Promise<Result> {
  const archive = await openArchive(path);
  try {
    return await work(archive);
  } catch (error) {
    await archive.close();
    throw error;
  }
}

async function readContext(archive: Archive, workbook: Workbook): Promise<CellContext> {
  const xml = (part: string | undefined): AsyncIterable<string> | undefined =>
    part === undefined ? undefined : decodeXml(archive.read(part));
  return {
    strings: await readSharedStrings(xml(workbook.sharedStringsPart)),
    formats: await readStyles(xml(workbook.stylesPart)),
    dateSystem: workbook.dateSystem,
  };
}

/**
 * The rows of a sheet's XML that are not blank.
 * @throws SourceError where the XML is damaged or beyond `limits`
 */
export async function* readSheet(
  pieces: AsyncIterable<string>,
  name: string,
  context: CellContext,
): AsyncGenerator<RawRow, void> {
  const sheet = new SheetReader(name, context);
  const xml = xmlReader(sheet);
  for await (const piece of pieces) {
    xml.write(piece);
    for (const row of sheet.take()) if (!isBlank(row)) yield row;
  }
  xml.end();
}
