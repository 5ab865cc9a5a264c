import type { Issue, RawRow } from '@solarproof-import/core';
import type { RowShape } from './row-shape.js';

/** So many short rows in a run are the habit of a program. Excel leaves off blank cells at the end in blocks of 16 rows. */
const habitualRun = 12;
const excelBlock = 16;

/** A row and how many cells it has: delimited, and up to the last with a value. */
export interface MeasuredRow {
  readonly raw: RawRow;
  readonly delimited: number;
  readonly filled: number;
}

/** Warns of rows that are shorter or longer than the others. Holds a few short rows back until it knows if they are a habit. */
export class RaggedRows {
  readonly #shape: RowShape;
  #least: number;
  #held: MeasuredRow[] = [];

  constructor(shape: RowShape) {
    this.#shape = shape;
    this.#least = shape.least;
  }

  /** The rows that can be told by now, in their order. */
  take(row: MeasuredRow): readonly RawRow[] {
    if (row.raw.row <= this.#shape.labelsRow) return [row.raw];
    if (row.delimited < this.#least) {
      this.#held.push(row);
      return this.#held.length < habitualRun ? [] : this.#takeAsHabit();
    }
    const isLong = row.filled > this.#shape.most || row.delimited > this.#shape.mostDelimited;
    const told = isLong ? this.#withWarning(row, 'ROW_TOO_LONG') : row.raw;
    return this.#held.length === 0 ? [told] : [...this.#short(), told];
  }

  /** The rows that are still held back. */
  end(): readonly RawRow[] {
    const [first] = this.#held;
    const isBlock = this.#held.length > 1 && first !== undefined && first.raw.row % excelBlock === 1;
    return isBlock ? this.#takeAsHabit() : this.#short();
  }

  #short(): readonly RawRow[] {
    return this.#release().map((row) => this.#withWarning(row, 'ROW_TOO_SHORT'));
  }

  #takeAsHabit(): readonly RawRow[] {
    this.#least = 0;
    return this.#release().map(({ raw }) => raw);
  }

  #release(): readonly MeasuredRow[] {
    const held = this.#held;
    this.#held = [];
    return held;
  }

  #withWarning({ raw, delimited, filled }: MeasuredRow, code: 'ROW_TOO_SHORT' | 'ROW_TOO_LONG'): RawRow {
    const { least, most, mostDelimited } = this.#shape;
    const beyond = filled > most ? filled : delimited;
    const values =
      code === 'ROW_TOO_SHORT'
        ? { found: delimited, expected: least }
        : { found: beyond, expected: Math.min(most, mostDelimited) };
    return withWarning(raw, code, values);
  }
}

/** The row with a warning about all of it. */
export function withWarning(raw: RawRow, code: string, values?: Record<string, number>): RawRow {
  const { row, line } = raw;
  const issue: Issue = {
    code,
    level: 'warning',
    place: line === undefined ? { row } : { row, line },
    ...(values ? { values } : {}),
  };
  return { ...raw, issues: [...(raw.issues ?? []), issue] };
}
