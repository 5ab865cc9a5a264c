import type { Issue } from '@solarproof-import/core';
import type { OwnRow } from './own-page.js';

/** A row of `Results` with what was corrected in `Fix and re-import` laid over it. */
export interface MergedRow {
  readonly cells: readonly string[];
  /** What the reader found in the cells that were taken. */
  readonly issues: readonly Issue[];
  /** Columns whose cells were changed in both sheets, and differently: whatever is taken of them, it may be the wrong one. */
  readonly disagreeing: readonly number[];
}

/**
 * Takes of each cell the one that was changed; where neither was they are the same. Without a check nothing tells which of two
 * cells that differ it was.
 * @param labels the table's
 */
export function mergeRows(results: OwnRow, fix: OwnRow, labels: readonly string[]): MergedRow {
  const check = fix.check ?? results.check;
  const disagreeing: number[] = [];
  const taken = Array.from({ length: Math.max(results.cells.length, fix.cells.length) }, (_, column) => {
    const [inResults, inFix] = [results.cells[column] ?? '', fix.cells[column] ?? ''];
    if (!hasColumn(fix, column)) return results;
    if (!hasColumn(results, column) || isSame(inResults, inFix)) return fix;
    const label = labels[column] ?? '';
    if (check?.isOriginal(label, inResults)) return fix;
    if (check?.isOriginal(label, inFix)) return results;
    disagreeing.push(column);
    return fix;
  });
  const issues = (row: OwnRow): readonly Issue[] =>
    row.issues.filter(({ place: { column } }) => (column === undefined ? results : taken[column]) === row);
  const cells = taken.map((row, column) => row.cells[column] ?? '');
  return {
    cells: cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1),
    issues: [...issues(results), ...issues(fix)],
    disagreeing,
  };
}

/** Whether any cell of a row is other than it was written. */
export function isCorrected(
  cells: readonly string[],
  check: OwnRow['check'],
  labels: readonly string[],
): boolean {
  if (check === undefined) return false;
  return Array.from({ length: Math.max(cells.length, labels.length) }).some(
    (_, column) => !check.isOriginal(labels[column] ?? '', cells[column] ?? ''),
  );
}

/** A column that the other sheet alone has is the other's to say. */
function hasColumn({ page }: OwnRow, column: number): boolean {
  return column >= page.columns.length || (page.columns[column] ?? -1) >= 0;
}

function isSame(one: string, other: string): boolean {
  return one === other || plain(one) === plain(other);
}

/** Spreadsheet programs change line ends when they save. */
function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
