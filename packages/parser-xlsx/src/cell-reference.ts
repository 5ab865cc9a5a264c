import { SourceError } from '@solarproof-import/core';
import { limits } from './limits.js';
import { damaged, overLimit } from './source-errors.js';

/**
 * The number of a row: what it says, or one more than the row before where it says nothing.
 * @throws SourceError where it is no number, not more than the one before, or beyond the last row of a sheet
 */
export function rowNumberOf(reference: string | undefined, before: number): number {
  const row = reference === undefined ? before + 1 : Number(reference);
  if (!Number.isInteger(row) || row < 1) throw damaged('a row has no proper number');
  if (row > limits.rows) throw overLimit('it has more rows than a sheet has');
  if (row > before) return row;
  throw new SourceError('SOURCE_ROWS_DISORDERED', `The workbook has row ${row} after row ${before}.`, [
    'Open it in Excel or LibreOffice and save it as a new .xlsx.',
  ]);
}

/**
 * The 0-based column of a cell: what its reference (`AB12`) says, or the next one where it says nothing.
 * @throws SourceError where the reference is none, or beyond the last column of a sheet
 */
export function columnOf(reference: string | undefined, before: number): number {
  const column = reference === undefined ? before + 1 : lettersToColumn(reference);
  if (column >= limits.columns) throw overLimit('a row has more columns than a sheet has');
  return column;
}

function lettersToColumn(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length && at < 4; at += 1) {
    const letter = reference.charCodeAt(at) & ~32;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  if (column === 0) throw damaged('a cell has no proper reference');
  return column - 1;
}
