import { mostFrequent } from './most-frequent.js';
import { sampleRows } from './sample-rows.js';

const candidates = [',', ';', '\t', '|'];

/** What the rows look like when they are split by one of the candidates. */
interface Fit {
  readonly delimiter: string;
  /** How many columns most of the rows have that have any delimiter. */
  readonly columns: number;
  /** Share of all rows that have just so many; a row with others counts half. */
  readonly share: number;
  /** Index of the row at which the longest run of rows begins that all have the delimiter. */
  readonly start: number;
  /** A blank follows it everywhere, as in prose: "Lee, Ann". */
  readonly isSpaced: boolean;
}

/**
 * Chooses comma, semicolon, tab or pipe by all rows of the sample: the one that gives most of them the same number of
 * columns, and many of them. What begins later than another is part of the values: the labels do not have it (decimal
 * commas, "Surname, First name"), while titles above the labels have neither. So is what a blank always follows, where
 * another is in every row. A tab that is in every row was hardly ever typed as text. Where none fits, it is one column: comma.
 * @param sample text from the start of the file
 * @param isWhole whether the sample is the whole file
 */
export function detectDelimiter(sample: string, isWhole: boolean): string {
  const fits = candidates.map((delimiter) => fitOf(delimiter, sampleRows(sample, { delimiter }, isWhole)));
  const enough = Math.max(...fits.map(({ share }) => share)) / 2;
  const first = Math.min(...fits.filter(({ share }) => share >= enough).map(({ start }) => start));
  let best = { delimiter: ',', score: 0 };
  for (const { delimiter, columns, share, start, isSpaced } of fits) {
    const isText = isSpaced && fits.some((other) => other.share === 1 && !other.isSpaced);
    const sure = delimiter === '\t' && share === 1 ? 3 : 1;
    const score = share * Math.log2(columns) * (start > first || isText ? 0.25 : 1) * sure;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function fitOf(delimiter: string, rows: readonly { readonly cells: readonly string[] }[]): Fit {
  const counts = rows.map(({ cells }) => cells.length);
  const columns = mostFrequent(counts.filter((count) => count > 1)) ?? 1;
  const fitting = counts.filter((count) => count > 1 && count === columns).length;
  const others = counts.filter((count) => count > 1 && count !== columns).length;
  const share = counts.length === 0 ? 0 : (fitting + others / 2) / counts.length;
  const isSpaced = rows.every(({ cells }) => cells.slice(1).every((cell) => /^ ./.test(cell)));
  return { delimiter, columns, share, start: longestRun(counts), isSpaced };
}

function longestRun(counts: readonly number[]): number {
  let longest = { start: 0, length: 0 };
  let start = 0;
  for (const [index, count] of counts.entries()) {
    if (count < 2) start = index + 1;
    else if (index + 1 - start > longest.length) longest = { start, length: index + 1 - start };
  }
  return longest.start;
}
