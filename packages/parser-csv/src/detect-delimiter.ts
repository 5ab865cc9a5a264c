import { isBlank, SourceError } from '@solarproof-import/core';
import { limits } from './limits.js';
import { RowSplitter } from './row-splitter.js';
import { splitCells } from './split-cells.js';

const candidates = [',', ';', '\t', '|'];

/**
 * Chooses comma, semicolon, tab or pipe: the one that gives most rows of the sample the same number of columns, at
 * least two, the first row among them; then the one that gives more columns. Where none does, it is one column: comma.
 * @param sample text from the start of the file
 * @param isWhole whether the sample is the whole file; otherwise its last row may be cut off and does not count
 */
export function detectDelimiter(sample: string, isWhole: boolean): string {
  let best = { delimiter: ',', share: 0, columns: 1 };
  for (const delimiter of candidates) {
    const { share, columns } = fit(columnCounts(sample, delimiter, isWhole));
    if (share > best.share || (share === best.share && columns > best.columns))
      best = { delimiter, share, columns };
  }
  return best.delimiter;
}

function fit(counts: readonly number[]): { share: number; columns: number } {
  const rowsWith = new Map<number, number>();
  for (const count of counts) rowsWith.set(count, (rowsWith.get(count) ?? 0) + 1);
  let columns = 1;
  let rows = 0;
  for (const [count, having] of rowsWith) {
    if (count > 1 && having > rows) [columns, rows] = [count, having];
  }
  if (rows === 0) return { share: 0, columns: 1 };
  // A delimiter that the header does not have is part of the values: decimal commas, "Surname, First name".
  const headerFits = counts[0] === columns;
  return { share: (rows / counts.length) * (headerFits ? 1 : 0.5), columns };
}

function columnCounts(sample: string, delimiter: string, isWhole: boolean): number[] {
  try {
    const splitter = new RowSplitter(delimiter);
    const parts = [splitter.push(sample), ...(isWhole ? [splitter.end()] : [])];
    return parts
      .flatMap(({ text, lines }) => splitCells(text, { delimiter, rows: lines.length }))
      .filter((cells) => !isBlank({ row: 0, cells }))
      .slice(0, limits.sampleRows)
      .map((cells) => cells.length);
  } catch (error) {
    // With another delimiter the quotes may make no sense: then it is not this one.
    if (error instanceof SourceError) return [];
    throw error;
  }
}
