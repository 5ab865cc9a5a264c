import type { Issue } from './issue.js';

/**
 * One row of a sheet as it was read: cells as text, uninterpreted, not even trimmed.
 * `row` is the number that the spreadsheet program shows (1-based, the header counted); in a CSV a quoted cell with line breaks is still one row.
 */
export interface RawRow {
  readonly row: number;
  /** CSV only: the physical line on which the row starts, where quoted line breaks make it differ from `row`. */
  readonly line?: number;
  /** Position is column: `cells[0]` is column A. Missing cells at the end are left out; a blank cell is `''`. */
  readonly cells: readonly string[];
  /**
   * What the reader found. An `error` is a value that it could not read (an error cell, a formula that was never calculated),
   * and stops the row where that cell feeds a field; a `warning` is told of the row and stops nothing.
   */
  readonly issues?: readonly Issue[];
  /** The spreadsheet program does not show the row: somebody hid it, or a filter did. */
  readonly isHidden?: true;
  /** Where cells with a text that is no e-mail address lead to, by 0-based column: `mailto:` links as they stand. */
  readonly links?: ReadonlyMap<number, string>;
}

/** Says whether a row has nothing in it but white space and cells without an error. A blank row is no row. */
export function isBlank(row: RawRow): boolean {
  return row.cells.every((cell) => cell.trim() === '') && !row.issues?.some(({ level }) => level === 'error');
}
