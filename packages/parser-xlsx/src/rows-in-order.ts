import { BugError, type RawRow } from '@solarproof-import/core';
import { limits } from './limits.js';

/**
 * The rows of a sheet that has them out of order, sorted: in as many passes as keep few of them in memory at once.
 * @param sortedRows their numbers
 * @param rows reads the sheet from its start, in its own order
 * @throws BugError where not all of those rows come
 */
export async function* rowsInOrder(
  sortedRows: Uint32Array,
  rows: () => AsyncIterable<RawRow>,
): AsyncGenerator<RawRow, void> {
  for (let start = 0; start < sortedRows.length; start += limits.rowsToSort) {
    const first = sortedRows[start] ?? 0;
    const end = sortedRows[start + limits.rowsToSort] ?? Infinity;
    const held: RawRow[] = [];
    for await (const row of rows()) if (row.row >= first && row.row < end) held.push(row);
    if (held.length !== Math.min(limits.rowsToSort, sortedRows.length - start)) throw rowsDiffer();
    yield* held.sort((one, other) => one.row - other.row);
  }
}

function rowsDiffer(): BugError {
  return new BugError('XLSX_ROWS_DISAGREE', 'The reading of a sheet gave other rows than its survey did.');
}
