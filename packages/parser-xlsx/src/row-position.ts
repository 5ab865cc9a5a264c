import { limits } from './limits.js';
import { damaged, overLimit } from './source-errors.js';

/**
 * Where the reading of a sheet's rows and cells is. Writers leave references out (ECMA-376, 18.3.1.73 and 18.3.1.4): a row
 * without a number has that of its first cell that has one, else one more than the row before; a cell is next to the one before.
 */
export class RowPosition {
  #row = 0;
  #column = -1;
  #isNumbered = false;
  /** The row's number as nearly every reference in it ends. */
  #digits = '';

  /** The number of the row, 1-based. */
  get row(): number {
    return this.#row;
  }

  /** @throws SourceError where the reference is no row number, or one beyond the last row of a sheet */
  openRow(reference: string | undefined): void {
    this.#isNumbered = reference !== undefined;
    this.#column = -1;
    this.#moveTo(reference === undefined ? this.#row + 1 : wholeNumber(reference));
  }

  /**
   * Goes on to a cell.
   * @returns its 0-based column
   * @throws SourceError where the reference is none, of another row, or beyond the last column of a sheet
   */
  openCell(reference: string | undefined): number {
    this.#column = reference === undefined ? this.#column + 1 : this.#columnOf(reference);
    if (this.#column >= limits.columns) throw overLimit('a row has more columns than a sheet has');
    return this.#column;
  }

  #columnOf(reference: string): number {
    const letters = reference.length - this.#digits.length;
    if (this.#isNumbered && letters > 0 && letters < 4 && reference.endsWith(this.#digits)) {
      const column = columnNumber(reference.slice(0, letters));
      if (column >= 0) return column;
    }
    return this.#columnOfOdd(reference.trim());
  }

  #columnOfOdd(reference: string): number {
    const [, letters, digits] = /^([A-Za-z]{1,9})(\d{1,9})$/.exec(reference) ?? [];
    if (letters === undefined) throw damaged('a cell has no proper reference');
    const row = Number(digits);
    if (!this.#isNumbered) this.#moveTo(row);
    this.#isNumbered = true;
    if (row !== this.#row) throw damaged(`the cell ${reference} stands in row ${this.#row}`);
    return columnNumber(letters);
  }

  #moveTo(row: number): void {
    if (row < 1) throw damaged('a row has no proper number');
    if (row > limits.rows) throw overLimit('it has more rows than a sheet has');
    this.#row = row;
    this.#digits = String(row);
  }
}

/** The 0-based number of a column by its letters, of either case: `A` is 0, `AA` is 26; -1 where they are no letters. */
export function columnNumber(letters: string): number {
  let column = 0;
  for (let at = 0; at < letters.length; at += 1) {
    const letter = (letters.charCodeAt(at) & ~32) - 64;
    if (letter < 1 || letter > 26) return -1;
    column = column * 26 + letter;
  }
  return column - 1;
}

function wholeNumber(text: string): number {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text) : 0;
}
