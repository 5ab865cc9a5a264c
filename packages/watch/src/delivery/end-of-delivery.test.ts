import type { Delivery, DeliveryState, StatusCounts, StoredRun } from '@solarproof-import/importer';
import { describe, expect, it } from 'vitest';
import { eventOfEnd, noticeOfEnd } from './end-of-delivery.js';

const delivery: Delivery = {
  id: '20261129-081502-0a1b2c',
  folder: 'mark',
  name: 'customers.csv',
  taken: new Date('2026-11-29T08:15:02Z'),
  state: 'done',
  sha256: 'ab',
  runId: '20261129-081503-0a1b2c',
  place: 'done/customers.csv',
  results: 'done/customers.result.xlsx',
};

const runWith = (counts: StatusCounts): StoredRun =>
  ({ end: { counts, exitCode: 4 } }) as unknown as StoredRun;
const why = { code: 'SOURCE_EMPTY', message: 'the file is empty.' };

/** One that came to no run. */
function endedIn(state: DeliveryState, place: string): Delivery {
  const { runId: _run, results: _results, ...bare } = delivery;
  return { ...bare, state, place };
}

describe('what people are told of a delivery that has ended', () => {
  it('in done names its run, its workbook and the counts', () => {
    expect(noticeOfEnd(delivery, { run: runWith({ created: 3 }) })).toEqual({
      kind: 'run-finished',
      message: 'customers.csv was imported.',
      counts: { created: 3 },
      file: 'done/customers.csv',
      results: 'done/customers.result.xlsx',
      delivery: delivery.id,
      runId: delivery.runId,
      sha256: 'ab',
    });
  });

  it.each([
    [{ created: 3, invalid: 1 }, '1 row needs attention.', true],
    [{ rejected: 1, invalid: 1 }, '2 rows need attention.', true],
    [{ created: 3, unconfirmed: 1 }, '1 row is still open: the watch goes on with them by itself.', false],
    [
      { invalid: 1, unconfirmed: 1, 'not-sent': 1 },
      '1 row needs attention. 2 rows are still open: the watch goes on with them by itself.',
      true,
    ],
  ])('in done with %o says who has work: %s', (...[counts, hands, isForPerson]) => {
    const told = noticeOfEnd(delivery, { run: runWith(counts) });
    expect(told).toMatchObject({
      kind: 'run-needs-attention',
      message: `customers.csv was imported. ${hands}`,
    });
    expect(told.next === undefined).toBe(!isForPerson);
  });

  it.each([
    ['failed', 'failed/customers.csv', 'file-refused', 'customers.csv was refused: the file is empty.'],
    ['duplicate', 'duplicates/customers.csv', 'file-duplicate', 'customers.csv: the file is empty.'],
    [
      'review',
      'review/customers.csv',
      'file-in-review',
      'customers.csv waits for a person: the file is empty.',
    ],
  ] as const)('that is %s, in %s, is %s', (...[state, place, kind, message]) => {
    const told = noticeOfEnd(endedIn(state, place), { why });
    expect(told).toMatchObject({ kind, message, code: 'SOURCE_EMPTY', file: place });
    expect(told).not.toHaveProperty('counts');
    expect(told).not.toHaveProperty('results');
  });

  it('after a death points to the note that lies beside the file', () => {
    expect(noticeOfEnd(endedIn('failed', 'failed/customers.csv'), {})).toMatchObject({
      message: 'customers.csv was refused: the note beside it says why.',
      code: 'SEE_NOTE',
    });
  });
});

describe('what programs are told of it', () => {
  it.each([
    [
      delivery,
      { run: runWith({ created: 3 }) },
      'file-done',
      { exitCode: 4, results: 'done/customers.result.xlsx' },
    ],
    [endedIn('failed', 'failed/a.csv'), { why }, 'file-failed', why],
    [endedIn('review', 'review/a.csv'), { why }, 'file-in-review', why],
    [endedIn('review', 'review/a.csv'), {}, 'file-in-review', { code: 'SEE_NOTE' }],
    [endedIn('duplicate', 'duplicates/a.csv'), { why, firstRun: 'r1' }, 'file-duplicate', { firstRun: 'r1' }],
  ] as const)('%o with %o: %s', (...[ended, ending, event, facts]) => {
    expect(eventOfEnd(ended, ending, '/srv/a')).toMatchObject({
      event,
      folder: '/srv/a',
      file: ended.place,
      delivery: delivery.id,
      ...facts,
    });
  });
});
