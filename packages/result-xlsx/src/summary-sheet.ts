import type { ResultBook, ResultSummary } from '@solarproof-import/core';
import { barPieces } from './bar-pieces.js';
import type { BarPiece } from './bar-pieces.js';
import type { CellStyle } from './cell-style.js';
import { edge, fill, font } from './cell-style.js';
import { cellValue } from './cell-text.js';
import type { ExcelWriter, RowSetup, SheetCell, SheetWriter } from './excel-writer.js';
import { statusLooks } from './status-look.js';
import { momentText, numberText, spanText, statusShares, titleLine } from './summary-words.js';
import { sheetNames } from './sheet-names.js';

/** The page is a grid of narrow columns, the first a margin: the bar takes one each, the words several. */
const barCells = 40;
const cellWidth = 3;
/** Characters that fit in a line as wide as the bar, with some room to spare for wider letters. */
const lineLength = 130;
const lineHeight = 16;
const titleLength = 80;
const titleHeight = 24;

const ink = '1F2933';
const quiet = '616E7C';
const look = {
  title: { font: font(ink, { size: 16, bold: true }), alignment: { vertical: 'middle', wrapText: true } },
  heading: { font: font('1F3A5F', { size: 12, bold: true }), alignment: { vertical: 'bottom' } },
  body: { numFmt: '@', font: font(ink), alignment: { vertical: 'top', wrapText: true } },
  label: { font: font(quiet), alignment: { vertical: 'top' } },
  count: { font: font(ink, { bold: true }), alignment: { horizontal: 'right', vertical: 'middle' } },
  status: {
    font: font(ink, { bold: true }),
    alignment: { horizontal: 'left', vertical: 'middle', indent: 1 },
  },
  meaning: { font: font(quiet), alignment: { vertical: 'middle' } },
  stopped: {
    numFmt: '@',
    font: font(ink, { bold: true }),
    fill: fill('FCE6CD'),
    alignment: { horizontal: 'left', vertical: 'middle', wrapText: true, indent: 1 },
  },
} as const satisfies Readonly<Record<string, CellStyle>>;

/** A stretch of the page's columns, first and last, with what it says. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly text?: string;
  readonly style: CellStyle;
}

/** Writes `Summary`: one page that says what came of it, and what to do next. */
export async function writeSummary(
  writer: ExcelWriter,
  book: ResultBook,
  leftOut: readonly string[],
): Promise<void> {
  const { summary } = book;
  const widths = [cellWidth, ...Array.from({ length: barCells }, () => cellWidth)];
  const sheet = writer.addSheet({ name: sheetNames.summary, widths, kind: 'page' });
  await gap(sheet, 8);
  const title = titleLine(summary);
  await line(sheet, [whole(title, look.title)], 8 + titleHeight * Math.ceil(title.length / titleLength));
  await writeBar(sheet, summary);
  if (summary.stopped)
    await line(sheet, [whole(summary.stopped, look.stopped)], heightOf(summary.stopped, lineLength) + 8);
  await gap(sheet, 8);
  for (const [label, text] of facts(summary)) await fact(sheet, label, text);
  await section(sheet, 'What to do next', summary.next);
  await section(sheet, 'What was mended', summary.mended);
  await section(sheet, 'What was left out, and why', leftOut);
  sheet.finish();
}

async function writeBar(sheet: SheetWriter, { counts }: ResultSummary): Promise<void> {
  const pieces = barPieces(statusShares(counts), barCells);
  await gap(sheet, 6);
  if (pieces.length === 0) return;
  let from = 1;
  const stretches = pieces.map((piece) => {
    const stretch = { from, to: from + piece.cells - 1, text: barText(piece), style: pieceStyle(piece) };
    from += piece.cells;
    return stretch;
  });
  await line(sheet, stretches, 30);
  await gap(sheet, 8);
  for (const { status, count } of pieces) {
    await line(
      sheet,
      [
        { from: 1, to: 1, style: { fill: fill(statusLooks[status].bar) } },
        { from: 2, to: 3, text: numberText(count), style: look.count },
        { from: 4, to: 9, text: status, style: look.status },
        { from: 10, to: barCells, text: statusLooks[status].meaning, style: look.meaning },
      ],
      18,
    );
  }
  await gap(sheet, 8);
}

/** The number where it fits, else nothing: the legend has it. */
function barText({ count, cells }: BarPiece): string {
  const text = numberText(count);
  return text.length <= cells * 2.5 ? text : '';
}

function pieceStyle({ status }: BarPiece): CellStyle {
  const { bar, onBar } = statusLooks[status];
  return {
    font: font(onBar, { size: 12, bold: true }),
    fill: fill(bar),
    alignment: { horizontal: 'center', vertical: 'middle' },
    border: { left: edge('FFFFFF'), right: edge('FFFFFF') },
  };
}

function facts(summary: ResultSummary): (readonly [label: string, text: string])[] {
  const { account, sheet, headerRow } = summary;
  return [
    ['File', summary.file],
    ['Sheet', sheet === '' ? `header in row ${headerRow}` : `${sheet}, header in row ${headerRow}`],
    ['Account', account.host === '' ? account.name : `${account.name} at ${account.host}`],
    [summary.kind === 'check' ? 'Checked' : 'Started', momentText(summary.started)],
    ['Took', spanText(summary.seconds)],
    [summary.kind === 'check' ? 'Check' : 'Run', summary.runId],
  ];
}

async function fact(sheet: SheetWriter, label: string, text: string): Promise<void> {
  const stretches = [
    { from: 1, to: 5, text: label, style: look.label },
    { from: 6, to: barCells, text, style: look.body },
  ];
  await line(sheet, stretches, heightOf(text, lineLength * ((barCells - 5) / barCells)));
}

async function section(sheet: SheetWriter, heading: string, sentences: readonly string[]): Promise<void> {
  if (sentences.length === 0) return;
  await line(sheet, [whole(heading, look.heading)], 32);
  await gap(sheet, 4);
  for (const text of sentences) await sentence(sheet, text, look.body);
}

async function sentence(sheet: SheetWriter, text: string, style: CellStyle): Promise<void> {
  await line(sheet, [whole(text, style)], heightOf(text, lineLength) + 4);
}

function whole(text: string, style: CellStyle): Stretch {
  return { from: 1, to: barCells, text, style };
}

/** Joined cells do not grow with their text by themselves. */
function heightOf(text: string, length: number): number {
  const lines = text
    .split('\n')
    .reduce((sum, paragraph) => sum + Math.max(1, Math.ceil(paragraph.length / length)), 0);
  return Math.min(lines * lineHeight, 400);
}

async function gap(sheet: SheetWriter, height: number): Promise<void> {
  await sheet.write([], { height });
}

async function line(sheet: SheetWriter, stretches: readonly Stretch[], height: number): Promise<void> {
  const cells: SheetCell[] = [{ value: null, style: {} }];
  for (const { from, to, text = '', style } of stretches) {
    for (let column = from; column <= to; column++) {
      cells[column] = { value: column === from ? cellValue(text) : null, style };
    }
  }
  const setup: RowSetup = { height, joined: stretches.map(({ from, to }) => [from, to] as const) };
  await sheet.write(cells, setup);
}
