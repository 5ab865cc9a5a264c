import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import type { Workbook, Worksheet } from 'exceljs';
import { cleanText, escapeText } from './cell-text.js';
import type { CellStyle } from './cell-style.js';
import type { CellValue } from './cell-text.js';

/** A cell as it is to be written. */
export interface SheetCell {
  readonly value: CellValue;
  readonly style: CellStyle;
  /** What the program shows when the cell is pointed at. */
  readonly note?: string;
}

/** What a sheet needs to have before its first row. */
interface SheetSetup {
  readonly name: string;
  /** In characters, a column each; 0 hides it. */
  readonly widths: readonly number[];
  /** `table`: first row frozen and repeated in print; `page`: no grid lines, no frozen row. */
  readonly kind: 'table' | 'page';
}

/** What a row may have beside its cells. */
export interface RowSetup {
  /** In points; the program's own where it is left out. */
  readonly height?: number;
  /** Cells to be joined to one, as 0-based first and last column. */
  readonly joined?: readonly (readonly [number, number])[];
}

/** A sheet being written, from top to bottom. */
export interface SheetWriter {
  /** Writes the next row. Resolves when there is room for another: memory does not grow with the sheet. */
  write(cells: readonly SheetCell[], setup?: RowSetup): Promise<void>;
  /** Ends the sheet. @param filterColumns how many columns of a table get a filter; 0, the default: none */
  finish(filterColumns?: number): void;
}

/** A workbook being written, sheet after sheet: one is finished before the next is added. */
export interface ExcelWriter {
  addSheet(setup: SheetSetup): SheetWriter;
  /** Ends the workbook; resolves when all of it has been handed to the output. */
  finish(): Promise<void>;
}

/** How a workbook introduces itself (its core properties). */
export interface BookProperties {
  readonly title: string;
  readonly keywords: string;
  readonly program: string;
  readonly created: Date;
}

/**
 * Opens a workbook on exceljs's streaming writer. An error of the output makes whatever is waiting reject with
 * `broken.reason`: exceljs itself would wait for ever.
 * @param broken aborts when the output fails
 */
export async function openExcelWriter(
  output: Writable,
  properties: BookProperties,
  broken: AbortSignal,
): Promise<ExcelWriter> {
  // Lazily: loading exceljs takes a quarter of a second, which a command without a result need not spend.
  const { default: exceljs } = await import('exceljs');
  const book = new exceljs.stream.xlsx.WorkbookWriter({
    stream: output,
    useStyles: true,
    useSharedStrings: false,
  });
  book.title = properties.title;
  book.keywords = properties.keywords;
  book.creator = properties.program;
  book.lastModifiedBy = properties.program;
  book.created = properties.created;
  book.modified = properties.created;
  return {
    addSheet: (setup) => sheetWriter(addWorksheet(book, setup), broken),
    finish: () => unlessBroken(book.commit(), broken),
  };
}

/** Characters across a printed page, at the smallest that can still be read. */
const charactersAcross = 220;

function pagesAcross(widths: readonly number[]): number {
  return Math.max(1, Math.ceil(widths.reduce((sum, width) => sum + width, 0) / charactersAcross));
}

function addWorksheet(book: Workbook, { name, widths, kind }: SheetSetup): Worksheet {
  const table = kind === 'table';
  const sheet = book.addWorksheet(name, {
    views: [table ? { state: 'frozen', xSplit: 0, ySplit: 1 } : { showGridLines: false }],
    pageSetup: {
      orientation: 'landscape',
      paperSize: 9, // A4
      fitToPage: true,
      fitToWidth: pagesAcross(widths),
      fitToHeight: 0,
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
      ...(table ? { printTitlesRow: '1:1' } : {}),
    },
    headerFooter: { oddFooter: '&L&A&RPage &P of &N' },
  });
  sheet.columns = widths.map((width) => (width === 0 ? { hidden: true } : { width }));
  return sheet;
}

/** Rows between two turns of the event loop, in which zlib takes up what was written. */
const rowsPerTurn = 16;
/** Bytes that may wait for zlib before writing pauses: a megabyte was measured to cost 40 MB at the peak, and no time less. */
const roomInBytes = 2 ** 17;

function sheetWriter(sheet: Worksheet, broken: AbortSignal): SheetWriter {
  let rows = 0;
  return {
    async write(cells, setup = {}) {
      rows++;
      writeRow(sheet, rows, { cells, ...setup });
      if (rows % rowsPerTurn === 0) await room(sheet, broken);
      broken.throwIfAborted();
    },
    finish(filterColumns = 0) {
      if (filterColumns > 0) {
        sheet.autoFilter = {
          from: { row: 1, column: 1 },
          to: { row: Math.max(rows, 1), column: filterColumns },
        };
      }
      sheet.commit();
    },
  };
}

function writeRow(
  sheet: Worksheet,
  number: number,
  { cells, height, joined = [] }: RowSetup & { readonly cells: readonly SheetCell[] },
): void {
  const row = sheet.getRow(number);
  if (height !== undefined) row.height = height;
  for (const [column, { value, style, note }] of cells.entries()) {
    const cell = row.getCell(column + 1);
    cell.value = value;
    cell.style = style;
    if (note !== undefined) cell.note = escapeText(cleanText(note));
  }
  for (const [from, to] of joined) if (to > from) sheet.mergeCells(number, from + 1, number, to + 1);
  row.commit();
}

/**
 * exceljs takes rows without end and keeps them until zlib has come round to them. Its sheet holds the stream that zlib
 * reads from, outside of its typed interface (a readable-stream 2, which has no public `writableLength` yet).
 */
async function room(sheet: object, broken: AbortSignal): Promise<void> {
  await turn();
  const waiting = waitingStream(sheet);
  const { length = 0, needDrain = false } = waiting?._writableState ?? {};
  if (waiting === undefined || !needDrain || length < roomInBytes) return;
  await once(waiting, 'drain', { signal: broken }).catch((error: unknown) => {
    broken.throwIfAborted();
    throw error;
  });
}

/** The part of a readable-stream that says how much waits in it. */
interface WaitingStream extends NodeJS.EventEmitter {
  readonly _writableState?: { readonly length?: number; readonly needDrain?: boolean };
}

function waitingStream(sheet: object): WaitingStream | undefined {
  const { stream } = sheet as { readonly stream?: { readonly pipes?: readonly WaitingStream[] } };
  return stream?.pipes?.[0];
}

async function unlessBroken<T>(work: Promise<T>, broken: AbortSignal): Promise<void> {
  broken.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const stop = (): void =>
      reject(broken.reason instanceof Error ? broken.reason : new Error('the output failed'));
    broken.addEventListener('abort', stop, { once: true });
    work.then(() => resolve(), reject).finally(() => broken.removeEventListener('abort', stop));
  });
}
