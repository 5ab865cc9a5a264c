import { expect, it, test } from 'vitest';
import type { Outcome } from '../model/outcome.js';
import { ErrorTally, type ErrorLimit } from './error-limit.js';

const outcomes: Readonly<Record<string, Outcome>> = {
  '.': { status: 'created', customerId: '1' },
  e: { status: 'exists', customerId: '1' },
  r: { status: 'rejected', code: 'INVALID_PARAMETERS', message: '' },
  u: { status: 'unconfirmed', reason: 'time-out' },
};

/** After how many rows there are too many errors; 0 for never. */
function exceededAt(limit: ErrorLimit | undefined, rows: string): number {
  const tally = new ErrorTally(limit);
  return rows.split('').findIndex((row) => tally.exceeds(outcomes[row] ?? { status: 'ready' })) + 1;
}

test.each<[ErrorLimit | undefined, string, number]>([
  [undefined, 'rrrrrrrrrrrrrrrrrrrrrrrrr', 0],
  [{ kind: 'rows', most: 0 }, '..r', 3],
  [{ kind: 'rows', most: 2 }, 'r.u', 0],
  [{ kind: 'rows', most: 2 }, 'r.u.r', 5],
  [{ kind: 'rows', most: 0 }, '.ee.', 0],
  [{ kind: 'percent', most: 10 }, 'rrr'.padEnd(19, '.'), 0],
  [{ kind: 'percent', most: 10 }, 'rrr'.padEnd(20, '.'), 20],
  [{ kind: 'percent', most: 10 }, 'ru'.padEnd(20, '.'), 0],
  [{ kind: 'percent', most: 10 }, `${'ru'.padEnd(20, '.')}r`, 21],
])('the limit %o is passed by %s at row %i', (limit, rows, at) => {
  expect(exceededAt(limit, rows)).toBe(at);
});

it('counts those that were rejected and those that nobody knows of', () => {
  const tally = new ErrorTally(undefined);
  for (const row of '.reu') tally.exceeds(outcomes[row] ?? { status: 'ready' });
  expect(tally.errors).toBe(2);
});
