import type { Issue, RawRow } from '@solarproof-import/core';
import { rangeOf, type CellRange } from './cell-range.js';
import { limits } from './limits.js';
import { damaged, overLimit } from './source-errors.js';

/** The merged ranges of a sheet (ECMA-376, 18.3.1.55), in any order. */
export class MergedRanges {
  readonly #ranges: CellRange[] = [];
  #count = 0;

  /** @throws SourceError where the reference is no range, or there are more than `limits` allow */
  add(reference: string): void {
    const range = rangeOf(reference.trim());
    if (range === undefined) throw damaged('a merged range has no proper reference');
    this.#count += 1;
    if (this.#count > limits.mergedRanges) throw overLimit('it has too many merged ranges');
    const isOneCell = range.firstRow === range.lastRow && range.firstColumn === range.lastColumn;
    if (!isOneCell) this.#ranges.push(range);
  }

  /** What hides the covered values of a sheet's rows, to be asked once for each pass over them. */
  cover(sheet: string): (row: RawRow) => RawRow {
    if (this.#ranges.length === 0) return (row) => row;
    const merged = new MergedCells(this.#ranges.toSorted((one, other) => one.firstRow - other.firstRow));
    return (row) => merged.without(row, sheet);
  }
}

/** Walks through merged ranges as rows rise. */
class MergedCells {
  readonly #ranges: readonly CellRange[];
  #next = 0;
  #here: readonly CellRange[] = [];
  /** For each column, whether the row that was gone to is covered there. */
  readonly #covered = new Uint8Array(limits.columns);
  #hasFirst = false;
  /** What stands at the top left of each range that goes on over the next row, as it is told. */
  readonly #tops = new Map<CellRange, string>();
  /** By column, the range with a value whose first row is above the row that was gone to. */
  readonly #down = new Map<number, CellRange>();
  #rows = 0;
  #told = 0;

  constructor(rangesByFirstRow: readonly CellRange[]) {
    this.#ranges = rangesByFirstRow;
  }

  /** A row without the values that are under a merge: a person sees the one at its top left, and no other. */
  without(raw: RawRow, sheet: string): RawRow {
    this.#goTo(raw.row);
    if (this.#here.length === 0) return raw;
    const cells = [...raw.cells];
    const covered = this.#mergedDown(raw, sheet);
    for (const [column, found] of raw.cells.entries()) {
      if (found === '' || !this.#covers(column)) continue;
      cells[column] = '';
      const place = { sheet, row: raw.row, column };
      covered.push({ code: 'CELL_UNDER_MERGE', level: 'warning', place, values: { found } });
    }
    const seen = (raw.issues ?? []).filter(({ place }) => !this.#covers(place.column ?? -1));
    const issues = [...seen, ...covered];
    const { issues: _issues, ...rest } = raw;
    return { ...rest, cells: withoutMissing(cells), ...(issues.length > 0 ? { issues } : {}) };
  }

  /** A value that was merged down over rows stands in the first of them only: it is told of the others. */
  #mergedDown({ row, cells }: RawRow, sheet: string): Issue[] {
    if (this.#hasFirst) this.#rememberTops(row, cells);
    const told: Issue[] = [];
    for (const [column, range] of this.#down) {
      if ((cells[column] ?? '') !== '') continue;
      const values = { found: this.#tops.get(range) ?? '', row: range.firstRow };
      told.push({ code: 'CELL_MERGED_DOWN', level: 'warning', place: { sheet, row, column }, values });
    }
    this.#rows += 1;
    this.#told += told.length;
    if (this.#told > limits.mergedDownFree + this.#rows * limits.mergedDownForEachRow) {
      throw overLimit('too many cells are merged over several rows');
    }
    return told;
  }

  #rememberTops(row: number, cells: readonly string[]): void {
    for (const range of this.#here) {
      const { firstRow, firstColumn } = range;
      const top = cells[firstColumn] ?? '';
      const isShown = firstRow === row && !this.#covers(firstColumn);
      if (isShown && top.trim() !== '') this.#tops.set(range, shortened(top));
    }
  }

  #goTo(row: number): void {
    const before = this.#here;
    if (before.some(({ lastRow }) => lastRow < row)) {
      this.#here = before.filter(({ lastRow }) => lastRow >= row);
      for (const range of before) if (range.lastRow < row) this.#tops.delete(range);
    }
    const begin = this.#next;
    while ((this.#ranges[this.#next]?.firstRow ?? Infinity) <= row) this.#next += 1;
    const begun = this.#ranges.slice(begin, this.#next).filter(({ lastRow }) => lastRow >= row);
    if (begun.length > 0) this.#here = [...this.#here, ...begun];
    if (this.#here.length > limits.mergedRangesAbreast) throw overLimit('too many merged ranges in one row');
    // In a range's first row its top left shows; from the second on nothing does.
    const isFirst = this.#here.some(({ firstRow }) => firstRow === row);
    if (this.#here !== before || isFirst || this.#hasFirst) this.#mark(row);
    this.#hasFirst = isFirst;
  }

  #mark(row: number): void {
    this.#covered.fill(0);
    this.#down.clear();
    for (const range of this.#here) {
      const { firstRow, firstColumn, lastColumn } = range;
      this.#covered.fill(1, firstRow === row ? firstColumn + 1 : firstColumn, lastColumn + 1);
      if (this.#tops.has(range)) this.#down.set(firstColumn, range);
    }
  }

  #covers(column: number): boolean {
    return this.#covered[column] === 1;
  }
}

const longestTold = 40;

/** A text as it is told, copied: a part of a string would keep the whole of what was read with it in memory. */
function shortened(text: string): string {
  const shown = Array.from(text.slice(0, 2 * (longestTold + 1)));
  return shown.length > longestTold ? `${shown.slice(0, longestTold - 1).join('')}…` : shown.join('');
}

function withoutMissing(cells: string[]): readonly string[] {
  while (cells.at(-1) === '') cells.pop();
  return cells;
}
