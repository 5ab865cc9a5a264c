import { customerFields } from '../fields/customer-fields.js';
import type { RawRow } from '../model/raw-row.js';
import type { Mapping } from './mapping.js';

/** A row's text for each field, before anything is judged. */
export interface MappedRow {
  readonly raw: RawRow;
  /** In the order of `customerFields`; `''` where the cell is blank or there is no column. */
  readonly texts: readonly string[];
  /** In the same order: the cell's 0-based column, -1 where the text came from a default or from nowhere. */
  readonly columns: readonly number[];
  /** Whether any mapped cell has a value of its own. Without one the row is no customer. */
  readonly hasValue: boolean;
}

/** Takes from a row what the mapping says, blanks filled from the defaults. */
export function mapRow(mapping: Mapping, raw: RawRow): MappedRow {
  const texts: string[] = [];
  const columns: number[] = [];
  let hasValue = false;
  for (const { key } of customerFields) {
    const column = mapping.columnOf.get(key) ?? -1;
    const cell = column < 0 ? '' : (raw.cells[column] ?? '');
    const filled = cell.trim() !== '';
    hasValue ||= filled;
    texts.push(filled ? cell : (mapping.defaults.get(key) ?? ''));
    columns.push(filled || !mapping.defaults.has(key) ? column : -1);
  }
  return { raw, texts, columns, hasValue };
}
