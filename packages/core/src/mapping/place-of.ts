import type { FieldKey } from '../fields/field-key.js';
import type { Place } from '../model/issue.js';
import type { RawRow } from '../model/raw-row.js';
import type { Mapping } from './mapping.js';

/** Where a row is or, with a field, the cell that feeds it. A field that no column feeds leaves the whole row. */
export function placeOf(mapping: Mapping, raw: RawRow, field?: FieldKey): Place {
  return placeInRow(mapping.sheet, raw, (field && mapping.columnOf.get(field)) ?? -1);
}

/** Where a row or its cell is. @param column 0-based; -1 for the whole row */
export function placeInRow(sheet: string, raw: RawRow, column: number): Place {
  return {
    ...(sheet === '' ? {} : { sheet }),
    row: raw.row,
    ...(raw.line === undefined ? {} : { line: raw.line }),
    ...(column < 0 ? {} : { column }),
  };
}
