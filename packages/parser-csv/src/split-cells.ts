import { BugError } from '@solarproof-import/core';
import Papa, { type ParseResult } from 'papaparse';

/**
 * The cells of whole rows, each ended by `\n`: text, untrimmed. papaparse's `Parser` is what its streams are made of;
 * they themselves cut characters in two (5.7.1) or drop back-pressure.
 * @throws BugError where papaparse sees other rows than the splitter did
 */
export function splitCells(
  text: string,
  { delimiter, rows }: { delimiter: string; rows: number },
): string[][] {
  const parser = new Papa.Parser({ delimiter, newline: '\n', quoteChar: '"' });
  // The last, empty row after the last line break is the one that `ignoreLastRow` leaves out.
  const { data }: ParseResult<string[]> = parser.parse(text, 0, true);
  if (data.length === rows) return data;
  throw new BugError('CSV_ROWS_DISAGREE', `papaparse sees ${data.length} rows where ${rows} were split.`);
}
