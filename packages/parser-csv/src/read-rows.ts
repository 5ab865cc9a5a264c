import { isBlank, type RawRow } from '@solarproof-import/core';
import { RaggedRows, withWarning, type MeasuredRow } from './ragged-rows.js';
import { filledCells, type RowShape } from './row-shape.js';
import type { CsvDialect } from './csv-dialect.js';
import { RowSplitter } from './row-splitter.js';
import type { SplitRow } from './split-row.js';

/** How text is read as rows. */
export interface RowFormat {
  readonly dialect: CsvDialect;
  /** The physical line on which the text starts. */
  readonly firstLine: number;
  readonly shape: RowShape;
}

/**
 * The rows of CSV text that are not blank. `row` counts every row, blank ones too, as a spreadsheet program shows
 * them; `line` is the physical line, given where quoted line breaks (or a `sep=` line) make it differ. A row of another shape
 * than the others, or with odd quotes, has a warning.
 * @throws SourceError where a row has more columns than a sheet, is longer than 1 MB, or has an open quote
 */
export async function* readRows(
  pieces: AsyncIterable<string>,
  { dialect, firstLine, shape }: RowFormat,
): AsyncGenerator<RawRow, void> {
  const splitter = new RowSplitter(dialect, firstLine);
  const ragged = new RaggedRows(shape);
  for await (const piece of pieces) {
    for (const raw of toTell(splitter.push(piece), ragged)) yield raw;
  }
  for (const raw of [...toTell(splitter.end(), ragged), ...ragged.end()]) yield raw;
}

function toTell(rows: readonly SplitRow[], ragged: RaggedRows): RawRow[] {
  const told: RawRow[] = [];
  for (const row of rows) {
    if (isBlank(row)) continue;
    for (const raw of ragged.take(measured(row))) told.push(raw);
  }
  return told;
}

/** `a,b,,` has two cells: what is empty at the end is missing, as it is in a workbook. */
function measured({ row, line, cells, oddQuotes }: SplitRow): MeasuredRow {
  const delimited = cells.length;
  while (cells.at(-1) === '') cells.pop();
  const raw = line === row ? { row, cells } : { row, line, cells };
  const filled = filledCells(cells);
  return { raw: oddQuotes ? withWarning(raw, 'ROW_QUOTES_ODD') : raw, delimited, filled };
}
