import { BugError } from '@solarproof-import/core';
import type { ResultRow, ResultSummary, RowStatus } from '@solarproof-import/core';

/** Counts the rows as they are written, and says at the end whether they are just those that the summary tells of. */
export interface RowTally {
  /** @throws BugError where a row number does not rise: a row would stand twice or out of order */
  add(row: ResultRow): void;
  /** @throws BugError where the counts differ, by status or in all */
  check(summary: Pick<ResultSummary, 'rows' | 'counts'>): void;
}

/** Starts counting at nothing. */
export function rowTally(): RowTally {
  const counts = new Map<RowStatus, number>();
  let last = 0;
  let rows = 0;
  return {
    add({ raw, outcome }) {
      if (raw.row <= last) {
        throw new BugError(
          'RESULT_ROW_ORDER',
          `Row ${raw.row} came after row ${last} while writing the result.`,
        );
      }
      last = raw.row;
      rows++;
      counts.set(outcome.status, (counts.get(outcome.status) ?? 0) + 1);
    },
    check(summary) {
      const told = Object.entries(summary.counts);
      const same = told.every(
        ([status, count]) => count === (new Map<string, number>(counts).get(status) ?? 0),
      );
      const toldInAll = told.reduce((sum, [, count]) => sum + count, 0);
      if (same && rows === summary.rows && toldInAll === rows) return;
      const found = [...counts].map(([status, count]) => `${count} ${status}`).join(', ');
      const expected = told.map(([status, count]) => `${count} ${status}`).join(', ');
      throw new BugError(
        'RESULT_COUNTS_DIFFER',
        `The result has ${rows} rows (${found}); the summary says ${summary.rows} (${expected}).`,
      );
    },
  };
}
