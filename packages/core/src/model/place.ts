import type { Place } from './issue.js';

/** The letters of a 0-based column: 0 is `A`, 26 is `AA`. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1) {
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
  }
  return letters;
}

/** A place as people write it: `Customers!D17`, `D17 (line 19)`, `column D`, `row 17`; `''` for the whole file. */
export function placeText({ sheet, row, column, line }: Place): string {
  const inSheet = sheet ? `${sheet}!` : '';
  const onLine = line === undefined || line === row ? '' : ` (line ${line})`;
  if (row !== undefined && column !== undefined) return `${inSheet}${columnLetters(column)}${row}${onLine}`;
  if (row !== undefined) return `${sheet ? `${sheet}, ` : ''}row ${row}${onLine}`;
  if (column !== undefined) return `${sheet ? `${sheet}, ` : ''}column ${columnLetters(column)}`;
  return sheet ?? '';
}
