import { isBlank, type RawRow, type RowSource } from '@solarproof-import/core';
import type { CellContext } from './cell-text.js';
import { chooseSheet } from './choose-sheet.js';
import { decodeXml } from './decode-xml.js';
import { leftOutNotice } from './left-out-sheets.js';
import { limits } from './limits.js';
import { previewSheet } from './preview-sheet.js';
import { rowsInOrder } from './rows-in-order.js';
import { readSharedStrings, SharedStrings } from './shared-strings.js';
import { readLinks } from './sheet-links.js';
import { SheetReader, type SheetContext } from './sheet-reader.js';
import { SheetXml } from './sheet-xml.js';
import { readStyles } from './styles.js';
import { surveySheet, type SheetSurvey } from './survey-sheet.js';
import { readWorkbook, type Workbook, type WorkbookSheet } from './workbook.js';
import { openArchive, type Archive } from './zip-archive.js';

export interface XlsxOptions {
  /** The sheet to read, by name; case does not count where no name is just so. Default: the first visible one. */
  readonly sheet?: string | undefined;
  /**
   * How much the first rows of a sheet (at most 50 that are not blank) look like the wanted table: of the visible sheets the one
   * of the highest rank is read, the first of equals. Default: the first visible one.
   */
  readonly rank?: ((preview: readonly RawRow[]) => number) | undefined;
}

/**
 * Opens a workbook: finds the sheet, reads texts and styles, surveys the sheet once, then streams rows.
 * @throws SourceError where the file is no workbook that can be read, or has no such sheet
 */
export async function openXlsx(path: string, options: XlsxOptions = {}): Promise<RowSource> {
  return within(path, async (archive) => {
    const workbook = await readWorkbook(archive);
    const xmlOf = ({ part }: WorkbookSheet): AsyncIterable<string> => decodeXml(archive.read(part));
    const cells = await readContext(archive, workbook);
    const best =
      options.sheet === undefined ? await bestSheet(workbook.sheets, options, { xmlOf, cells }) : undefined;
    const sheet = best ?? chooseSheet(workbook.sheets, options.sheet);
    const survey = await surveySheet(xmlOf(sheet));
    const others = workbook.sheets.filter((other) => other !== sheet);
    const links = await readLinks(archive, sheet.part, survey.linked);
    const context = { ...cells, sheet: sheet.name, ...(links === undefined ? {} : { links }) };
    return {
      sheet: sheet.name,
      notices: await leftOutNotice({ sheets: others, context: cells, xmlOf }),
      rows: () => readRows(() => xmlOf(sheet), context, survey),
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

const mostPreviewed = 30;

/** The visible sheet that ranks highest; `undefined` where there is nothing to choose. */
async function bestSheet(
  sheets: readonly WorkbookSheet[],
  { rank }: XlsxOptions,
  {
    xmlOf,
    cells,
  }: { readonly xmlOf: (sheet: WorkbookSheet) => AsyncIterable<string>; readonly cells: CellContext },
): Promise<WorkbookSheet | undefined> {
  const visible = sheets.filter(({ isHidden }) => !isHidden).slice(0, mostPreviewed);
  if (rank === undefined || visible.length < 2) return undefined;
  let best: { readonly sheet: WorkbookSheet; readonly rank: number } | undefined;
  for (const sheet of visible) {
    const preview = await previewSheet(xmlOf(sheet), { ...cells, sheet: sheet.name });
    const found = preview === undefined ? -Infinity : rank(preview);
    if (best === undefined || found > best.rank) best = { sheet, rank: found };
  }
  return best?.sheet;
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
  const { sharedStringsPart, stylesPart, dateSystem } = workbook;
  return {
    strings:
      sharedStringsPart === undefined ? new SharedStrings() : await readTexts(archive, sharedStringsPart),
    formats:
      stylesPart === undefined
        ? []
        : await readStyles(decodeXml(archive.read(stylesPart, { bytes: limits.descriptionBytes }))),
    dateSystem,
  };
}

async function readTexts(archive: Archive, part: string): Promise<SharedStrings> {
  const allowed = {
    expansion: limits.sharedStringExpansion,
    freeBytes: limits.sharedStringExpansionFreeBytes,
    bytes: limits.sharedStringBytes,
    atOnce: true,
  };
  return readSharedStrings(decodeXml(archive.read(part, allowed)));
}

/** The rows that are not blank, in order, without what merges cover. */
async function* readRows(
  xml: () => AsyncIterable<string>,
  context: SheetContext,
  { merged, sortedRows }: SheetSurvey,
): AsyncGenerator<RawRow, void> {
  const rows = (): AsyncGenerator<RawRow, void> => readSheet(xml(), context);
  const visible = merged.cover(context.sheet);
  for await (const row of sortedRows ? rowsInOrder(sortedRows, rows) : rows()) {
    const shown = visible(row);
    if (!isBlank(shown)) yield shown;
  }
}

/**
 * The rows of a sheet's XML, in its own order, blank ones too.
 * @throws SourceError where the XML is damaged or beyond `limits`
 */
export async function* readSheet(
  pieces: AsyncIterable<string>,
  context: SheetContext,
): AsyncGenerator<RawRow, void> {
  const sheet = new SheetReader(context);
  const xml = new SheetXml(sheet);
  for await (const piece of pieces) {
    xml.write(piece);
    yield* sheet.take();
  }
  xml.end();
}
