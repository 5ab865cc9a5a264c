import { SourceError } from '@solarproof-import/core';

/** A quote is open at the end of the file, or of what a row may have. @param line where it opens */
export function openQuote(line: number): SourceError {
  return new SourceError('SOURCE_QUOTE_OPEN', `A quote that opens on line ${line} never closes.`, [
    'Close it, or take it away; all rows after it would be lost in one cell.',
  ]);
}

/** A later row's quote closes an open one. @param opens the lines on which it opens and closes */
export function rowsInQuotes(opens: number, closes: number): SourceError {
  return new SourceError(
    'SOURCE_QUOTES_BROKEN',
    `The quote that opens on line ${opens} closes in the middle of line ${closes}, with rows in between.`,
    ['Close it on its own line, or take it away. A quote inside a quoted cell is written twice ("").'],
  );
}

/** A row is longer than `limits` allow. @param line on which it starts */
export function rowTooLong(line: number): SourceError {
  return new SourceError('SOURCE_ROW_TOO_LONG', `The row on line ${line} is longer than 1 MB.`, [
    'Check that this is a CSV with a line break after each row.',
  ]);
}

/** A row has more columns than a sheet. @param line on which it starts */
export function tooManyColumns(line: number, columns: number): SourceError {
  return new SourceError(
    'SOURCE_TOO_MANY_COLUMNS',
    `Line ${line} has ${columns} columns; 16,384 can be read.`,
    ['Check that this is a CSV with a line break after each row.'],
  );
}

/**
 * Says whether rows seem to be in a quoted cell of several lines: what closed it opens another cell, or it holds as many
 * delimiters as four columns have.
 */
export function holdsRows(cell: string, delimiter: string): boolean {
  const last = cell.slice(-1);
  return last === delimiter || last === '\n' || last === '\r' || cell.split(delimiter, 4).length === 4;
}
