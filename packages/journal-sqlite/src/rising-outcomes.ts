import type { Outcome } from '@solarproof-import/core';

type RowOutcome = readonly [row: number, outcome: Outcome];

const pageOfRows = 500;

/**
 * All rows with their outcomes, by rising row, a page at a time: no query stays open while a run writes.
 * @param after the next rows after one
 * @param told takes the place of what was written, or stands beside it
 */
export async function* risingOutcomes(
  after: (row: number, most: number) => Promise<readonly RowOutcome[]>,
  told: ReadonlyMap<number, Outcome>,
): AsyncGenerator<RowOutcome, void, undefined> {
  const left = [...told].sort(([one], [other]) => one - other);
  for (let page = await after(0, pageOfRows); page.length > 0; page = await after(lastOf(page), pageOfRows)) {
    for (const [row, outcome] of page) {
      while (left[0] && left[0][0] < row) yield* left.splice(0, 1);
      if (left[0]?.[0] === row) yield* left.splice(0, 1);
      else yield [row, outcome];
    }
  }
  yield* left;
}

function lastOf(page: readonly RowOutcome[]): number {
  return page.at(-1)?.[0] ?? Infinity;
}
