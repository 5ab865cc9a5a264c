import { mostFrequent } from './most-frequent.js';
import type { SplitRow } from './split-row.js';

/** How many cells a row of a file usually has, as far as a row that differs is worth telling. */
export interface RowShape {
  /** Number of the row that seems to hold the labels: it and what stands above it is not measured. */
  readonly labelsRow: number;
  /** A row that ends before this is short. 0 where the file leaves off blank cells at the end: then none is. */
  readonly least: number;
  /** A row with a value beyond this, the labels' number, is long, however many are. `Infinity` where no labels are seen. */
  readonly most: number;
  /** A row with more cells than this is long, be they blank: where every row has the same number, its values have moved. */
  readonly mostDelimited: number;
}

const nothingOdd: RowShape = { labelsRow: 0, least: 0, most: Infinity, mostDelimited: Infinity };

/**
 * Learns the shape from the first rows. It must not cry wolf: delimiters at the end of all rows or of some say nothing, a
 * program that leaves off blank cells at the end makes no row short. But a value that has no label is always told: the more of
 * them, the likelier that values have moved.
 */
export function rowShapeOf(rows: readonly SplitRow[]): RowShape {
  const common = mostFrequent(rows.map(({ cells }) => cells.length)) ?? 0;
  const labels = rows.find(({ cells }) => filledCells(cells) >= Math.max(2, common * 0.6));
  if (labels === undefined) return nothingOdd;
  const usual = labels.cells.length;
  const below = rows.filter(({ row }) => row > labels.row);
  const fitting = [labels, ...below].filter(({ cells }) => cells.length <= usual);
  const width = Math.max(...fitting.map(({ cells }) => filledCells(cells)));
  return {
    labelsRow: labels.row,
    least: common === usual ? leastOf(below, width) : 0,
    most: usual,
    mostDelimited: width === usual ? mostDelimitedOf(below, usual) : Infinity,
  };
}

/** Cells up to the last one with a value. */
export function filledCells(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell.trim() !== '') + 1;
}

/** Short rows are told where they are the exception, and so the rule is to write every delimiter. */
function leastOf(rows: readonly SplitRow[], width: number): number {
  const short = countOf(rows, ({ cells }) => cells.length < width);
  const writesBlanks = rows.some(({ cells }) => cells.length >= width && isBlankAt(cells, width));
  return short <= Math.max(2, rows.length * (writesBlanks ? 0.33 : 0.1)) ? width : 0;
}

function mostDelimitedOf(rows: readonly SplitRow[], usual: number): number {
  const wider = countOf(rows, ({ cells }) => cells.length > usual);
  const writesBlanks = rows.some(({ cells }) => cells.length === usual && isBlankAt(cells, usual));
  return writesBlanks && wider <= Math.max(1, rows.length * 0.05) ? usual : Infinity;
}

function isBlankAt(cells: readonly string[], width: number): boolean {
  return cells[width - 1]?.trim() === '';
}

function countOf(rows: readonly SplitRow[], holds: (row: SplitRow) => boolean): number {
  return rows.filter(holds).length;
}
