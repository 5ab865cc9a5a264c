import type { SplitRow } from './split-row.js';
import { sampleRows } from './sample-rows.js';

/**
 * Says whether blanks between delimiters and quotes mean nothing (`"Ann", "Lee, A"`), as in lists that people or small programs
 * write: read so, every quote of the sample makes sense, and rows fit together no worse.
 * @param isWhole whether the sample is the whole file
 */
export function detectBlanks(sample: string, delimiter: string, isWhole: boolean): boolean {
  if (delimiter === ' ' || !sample.includes(`${delimiter} "`)) return false;
  if (isWhole && (sample.split('"').length - 1) % 2 === 1) return false;
  const skipping = sampleRows(sample, { delimiter, skipsBlanks: true }, isWhole);
  if (skipping.some(({ oddQuotes }) => oddQuotes)) return false;
  return fit(skipping) >= fit(sampleRows(sample, { delimiter }, isWhole));
}

/** The share of rows that have as many cells as the first. */
function fit(rows: readonly SplitRow[]): number {
  const first = rows[0]?.cells.length;
  return rows.filter(({ cells }) => cells.length === first).length / Math.max(1, rows.length);
}
