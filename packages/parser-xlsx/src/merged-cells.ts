import type { Issue, RawRow } from '@solarproof-import/core';
import { limits } from './limits.js';
import { columnNumber } from './row-position.js';
import { damaged, overLimit } from './source-errors.js';

interface MergedRange {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

/** The merged ranges of a sheet (ECMA-376, 18.3.1.55), in any order. */
export class MergedRanges {
  readonly #ranges: MergedRange[] = [];
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

function rangeOf(reference: string): MergedRange | undefined {
  const [, left, top, right = left, bottom = top] =
    /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/i.exec(reference) ?? [];
  if (left === undefined || right === undefined) return undefined;
  const columns = [columnNumber(left), columnNumber(right)];
  const rows = [Number(top), Number(bottom)];
  return {
    firstRow: Math.min(...rows),
    lastRow: Math.max(...rows),
    firstColumn: Math.min(...columns),
    lastColumn: Math.max(...columns),
  };
}

/** Walks through merged ranges as rows rise. */
class MergedCells {
  readonly #ranges: readonly MergedRange[];
  #next = 0;
  #here: readonly MergedRange[] = [];
  /** For each column, whether the row that was gone to is covered there. */
  readonly #covered = new Uint8Array(limits.columns);
  #hasFirst = false;

  constructor(rangesByFirstRow: readonly MergedRange[]) {
    this.#ranges = rangesByFirstRow;
  }

  /** A row without the values that are under a merge: a person sees the one at its top left, and no other. */
  without(raw: RawRow, sheet: string): RawRow {
    this.#goTo(raw.row);
    if (this.#here.length === 0) return raw;
    const cells = [...raw.cells];
    const covered: Issue[] = [];
    for (const [column, found] of raw.cells.entries()) {
      if (found === '' || !this.#covers(column)) continue;
      cells[column] = '';
      const place = { sheet, row: raw.row, column };
      covered.push({ code: 'CELL_UNDER_MERGE', level: 'warning', place, values: { found } });
    }
    const seen = (raw.issues ?? []).filter(({ place }) => !this.#covers(place.column ?? -1));
    const issues = [...seen, ...covered];
    return { row: raw.row, cells: withoutMissing(cells), ...(issues.length > 0 ? { issues } : {}) };
  }

  #goTo(row: number): void {
    const before = this.#here;
    if (before.some(({ lastRow }) => lastRow < row))
      this.#here = before.filter(({ lastRow }) => lastRow >= row);
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
    for (const { firstRow, firstColumn, lastColumn } of this.#here) {
      this.#covered.fill(1, firstRow === row ? firstColumn + 1 : firstColumn, lastColumn + 1);
    }
  }

  #covers(column: number): boolean {
    return this.#covered[column] === 1;
  }
}

function withoutMissing(cells: string[]): readonly string[] {
  while (cells.at(-1) === '') cells.pop();
  return cells;
}
