import { columnNumber } from './row-position.js';

/** A rectangle of cells: rows as the spreadsheet program shows them, columns 0-based. */
export interface CellRange {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

/** What `B2` or `B2:C9` names, by any two of its corners (ECMA-376, 18.18.63); `undefined` where it names no cells. */
export function rangeOf(reference: string): CellRange | undefined {
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
