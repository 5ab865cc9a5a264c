import { describe, expect, it } from 'vitest';
import type { StatusCounts, StoredRun } from '@solarproof-import/core';
import { findRun } from './find-run.js';

const account = { name: 'default', host: 'solarproof.com.au' };
const done: StatusCounts = { created: 3 };

function run(
  id: string,
  ended: { counts?: StatusCounts; purged?: Date; account?: StoredRun['account'] } = {},
): StoredRun {
  const at = new Date('2026-11-23T10:00:00Z');
  const { counts, ...rest } = ended;
  return {
    id,
    account,
    source: { name: `list ${id.slice(-4)}.csv`, format: 'csv', sha256: 'ab', bytes: 7 },
    file: '/home/sam/list.csv',
    started: at,
    rows: 3,
    ...(counts === undefined ? {} : { end: { at, seconds: 1, counts, exitCode: 0 } }),
    ...rest,
  };
}

const idOf = (...asked: Parameters<typeof findRun>): unknown => {
  try {
    return findRun(...asked).id;
  } catch (error) {
    return error;
  }
};

describe('a run that is named', () => {
  const runs = [
    run('20261124-080000-7f3a9c', { counts: done, account: { name: 'other', host: 'sandbox' } }),
    run('20261123-174502-7f3a9c', { counts: done }),
    run('20261123-174502-0d61e4', { counts: done }),
    run('20261101-090000-aaaaaa', { counts: done }),
  ];
  const wanted = { for: 'resume', account } as const;

  it.each([
    ['20261123-174502-7f3a9c', '20261123-174502-7f3a9c'],
    ['20261124', '20261124-080000-7f3a9c'],
    ['61e4', '20261123-174502-0d61e4'],
    [' 61E4 ', '20261123-174502-0d61e4'],
    ['20261123-174502-0', '20261123-174502-0d61e4'],
    ['202611240', undefined],
  ])('"%s" is %s, whosever it is and however it ended', (given, id) => {
    expect(idOf(runs, given, wanted)).toEqual(id ?? expect.objectContaining({ code: 'RUN_UNKNOWN' }));
  });

  it.each(['1e4', '', '-174502-', 'ffff', '20261123-174502-0d61e45'])('"%s" is unknown', (given) => {
    expect(idOf(runs, given, wanted)).toMatchObject({ name: 'SettingsError', code: 'RUN_UNKNOWN' });
  });

  it('an unknown one is told with the newest three', () => {
    const [first] = (idOf(runs, 'ffff', wanted) as { hints: string[] }).hints;
    expect(first).toContain(
      '20261124-080000-7f3a9c (list 3a9c.csv), 20261123-174502-7f3a9c (list 3a9c.csv), 20261123-174502-0d61e4 (list 61e4.csv);',
    );
    expect(first).not.toContain('aaaaaa');
    expect(idOf([], 'ffff', wanted)).toMatchObject({
      hints: expect.arrayContaining([expect.stringContaining('no run yet')]),
    });
  });

  it.each([
    ['7f3a9c', 2],
    ['2026', 4],
  ])('"%s" fits several, and is refused', (given, count) => {
    expect(idOf(runs, given, wanted)).toMatchObject({
      name: 'SettingsError',
      code: 'RUN_AMBIGUOUS',
      message: `"${given}" fits ${count} runs.`,
    });
  });

  it('a whole ID counts, also where it is the end of another', () => {
    expect(idOf([run('x20261101-090000-aaaaaa'), ...runs], '20261101-090000-aaaaaa', wanted)).toBe(
      '20261101-090000-aaaaaa',
    );
  });
});

describe('where none is named', () => {
  const other = run('9-of-another-account', { account: { ...account, name: 'other' } });
  const sandbox = run('8-of-the-sandbox', { account: { ...account, host: 'sandbox' } });
  const newest = run('7-done', { counts: done });
  const purged = run('6-purged', { counts: { 'not-sent': 1 }, purged: new Date() });
  const notSent = run('5-not-sent', { counts: { created: 2, 'not-sent': 1 } });
  const unconfirmed = run('4-unconfirmed', { counts: { created: 2, unconfirmed: 1 } });
  const killed = run('3-killed');
  const others = [other, sandbox];

  it.each([
    ['resume', [newest, purged, notSent, unconfirmed, killed], '5-not-sent'],
    ['resume', [newest, unconfirmed, killed], '4-unconfirmed'],
    ['resume', [newest, killed], '3-killed'],
    ['resume', [newest, purged], '7-done'],
    ['reconcile', [newest, purged, notSent, unconfirmed, killed], '4-unconfirmed'],
    ['reconcile', [newest, notSent, killed], '3-killed'],
    ['reconcile', [newest, notSent], '7-done'],
    ['results', [newest, purged, notSent], '7-done'],
    ['results', [killed, newest], '3-killed'],
  ] as const)(
    '%s takes the newest of the account that it is for, else its newest: case %#',
    (wanted, runs, id) => {
      expect(idOf([...others, ...runs], undefined, { for: wanted, account })).toBe(id);
    },
  );

  it('an account without a run is told so, with the runs of others', () => {
    expect(idOf(others, undefined, { for: 'resume', account })).toMatchObject({
      name: 'SettingsError',
      code: 'NO_RUN',
      hints: [expect.any(String), expect.stringContaining('9-of-another-account')],
    });
    expect(idOf([], undefined, { for: 'results', account })).toMatchObject({ code: 'NO_RUN' });
  });
});
