import { isBlank, SourceError, type RawRow } from '@solarproof-import/core';
import { limits } from './limits.js';
import { RowSplitter, type SplitRows } from './row-splitter.js';
import { splitCells } from './split-cells.js';

/**
 * The rows of CSV text that are not blank. `row` counts every row, blank ones too, as a spreadsheet program shows
 * them; `line` is the physical line, given where quoted line breaks (or a `sep=` line) make it differ.
 * @throws SourceError where a row has more columns than a sheet, is longer than 1 MB, or has an open quote
 */
export async function* readRows(
  pieces: AsyncIterable<string>,
  { delimiter, firstLine }: { delimiter: string; firstLine: number },
): AsyncGenerator<RawRow, void> {
  const splitter = new RowSplitter(delimiter, firstLine);
  let row = 0;
  for await (const piece of pieces) {
    const split = splitter.push(piece);
    for (const raw of rawRows(split, delimiter, row)) if (!isBlank(raw)) yield raw;
    row += split.lines.length;
  }
  for (const raw of rawRows(splitter.end(), delimiter, row)) if (!isBlank(raw)) yield raw;
}

function rawRows({ text, lines }: SplitRows, delimiter: string, rowsBefore: number): RawRow[] {
  return splitCells(text, { delimiter, rows: lines.length }).map((cells, index) => {
    const row = rowsBefore + index + 1;
    const line = lines[index] ?? row;
    assertColumns(cells.length, line);
    const kept = withoutMissing(cells);
    return line === row ? { row, cells: kept } : { row, line, cells: kept };
  });
}

/** `a,b,,` has two cells: what is empty at the end is missing, as it is in a workbook. */
function withoutMissing(cells: string[]): string[] {
  while (cells.at(-1) === '') cells.pop();
  return cells;
}

function assertColumns(columns: number, line: number): void {
  if (columns <= limits.columns) return;
  throw new SourceError(
    'SOURCE_TOO_MANY_COLUMNS',
    `Line ${line} has ${columns} columns; 16,384 can be read.`,
    ['Check that this is a CSV with a line break after each row.'],
  );
}
