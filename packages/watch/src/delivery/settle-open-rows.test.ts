import type { StoredRun } from '@solarproof-import/importer';
import { describe, expect, it } from 'vitest';
import { areOpenRowsDue } from './settle-open-rows.js';

const hour = 3_600_000;
const started = new Date('2026-03-02T09:00:00Z').getTime();
/** A run that was looked at so long after it began. */
const run = (ageMs: number): StoredRun =>
  ({ started: new Date(started), end: { at: new Date(started + ageMs) } }) as unknown as StoredRun;

describe('open rows are looked at again', () => {
  it.each([
    ['after the shortest wait', 1_000, 29_999, false],
    ['after the shortest wait', 1_000, 30_000, true],
    ['after as long as the run was old', 2 * hour, 2 * hour - 1, false],
    ['after as long as the run was old', 2 * hour, 2 * hour, true],
    ['every six hours at least', 100 * hour, 6 * hour - 1, false],
    ['every six hours at least', 100 * hour, 6 * hour, true],
    ['at once, where the clock was set back', 2 * hour, -1, true],
  ])('%s: a run of %s ms, %s ms later: %s', (...[, age, since, expected]) => {
    expect(areOpenRowsDue(run(age), new Date(started + age + since), 30_000)).toBe(expected);
  });

  it('at once, where nobody has looked yet', () => {
    expect(areOpenRowsDue(undefined, new Date(started), 30_000)).toBe(true);
    const going = { started: new Date(started) } as unknown as StoredRun;
    expect(areOpenRowsDue(going, new Date(started), 30_000)).toBe(true);
  });
});
