import { describe, expect, it } from 'vitest';
import { nextTime, scheduleProblem } from './cron.js';

const timeZone = 'Australia/Sydney';
/** The times after one, as many as are asked for. */
function times(pattern: string, after: string, count = 3): readonly (string | undefined)[] {
  const found: Date[] = [];
  for (let last = new Date(after); found.length < count;) {
    const next = nextTime({ pattern, timeZone }, last);
    if (next === undefined) break;
    found.push(next);
    last = next;
  }
  return found.map((time) => time.toISOString());
}

describe('the next time of a schedule', () => {
  it('goes by the clocks of its time zone, not by those of the machine', () => {
    expect(times('0 6 * * 1-5', '2026-08-06T22:00:00Z')).toEqual([
      '2026-08-09T20:00:00.000Z',
      '2026-08-10T20:00:00.000Z',
      '2026-08-11T20:00:00.000Z',
    ]);
  });

  it('stays at the same hour where the clocks go forward, 2 to 3 o’clock on 4 October 2026', () => {
    expect(times('0 6 * * *', '2026-10-02T21:00:00Z')).toEqual([
      '2026-10-03T19:00:00.000Z',
      '2026-10-04T19:00:00.000Z',
      '2026-10-05T19:00:00.000Z',
    ]);
  });

  it('does not leave out a day whose hour the clocks jump over', () => {
    expect(times('30 2 * * *', '2026-10-02T16:30:00Z')).toEqual([
      '2026-10-03T16:00:00.000Z',
      '2026-10-04T15:30:00.000Z',
      '2026-10-05T15:30:00.000Z',
    ]);
  });

  it('comes once where the clocks show an hour twice, 2 o’clock on 5 April 2026', () => {
    expect(times('30 2 * * *', '2026-04-03T15:30:00Z')).toEqual([
      '2026-04-04T15:30:00.000Z',
      '2026-04-05T16:30:00.000Z',
      '2026-04-06T16:30:00.000Z',
    ]);
  });

  it('is after the moment asked for, never that moment', () => {
    expect(times('0 6 * * *', '2026-08-06T20:00:00Z', 1)).toEqual(['2026-08-07T20:00:00.000Z']);
  });

  it('goes by the clocks of the machine where no time zone is said', () => {
    const next = nextTime({ pattern: '0 6 * * *' }, new Date(2026, 7, 6, 7));
    expect(next).toEqual(new Date(2026, 7, 7, 6));
  });
});

describe('a schedule that cannot be used is told:', () => {
  it.each([
    ['0 6 * * 1-5', timeZone, undefined],
    ['*/10 8-17 * * MON-FRI', undefined, undefined],
    ['@daily', 'UTC', undefined],
    [
      '0 6 * * 1-5',
      'Australia/Sidney',
      'no time zone is called "Australia/Sidney", did you mean "Australia/Sydney"?; expected one such as Australia/Sydney',
    ],
    [
      'every morning',
      undefined,
      'expected a cron expression of five parts such as "0 6 * * 1-5", found "every morning"',
    ],
    [
      '61 6 * * *',
      undefined,
      'expected a cron expression of five parts such as "0 6 * * 1-5", found "61 6 * * *"',
    ],
    [
      '0 0 6 * * 1',
      undefined,
      'expected a cron expression of five parts such as "0 6 * * 1-5", found "0 0 6 * * 1"',
    ],
    [
      '2026-10-05T00:00:00',
      undefined,
      'expected a cron expression of five parts such as "0 6 * * 1-5", found "2026-10-05T00:00:00"',
    ],
    ['0 0 30 2 *', undefined, '"0 0 30 2 *" never comes'],
  ])('%s in %s', (pattern, zone, problem) => {
    expect(scheduleProblem({ pattern, timeZone: zone })).toBe(problem);
  });
});
