import type { Delivery, StatusCounts, StoredRun } from '@solarproof-import/importer';
import { describe, expect, it } from 'vitest';
import { noticeOfEnd } from './notice-of-end.js';

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

const runWith = (counts: StatusCounts): StoredRun => ({ end: { counts } }) as unknown as StoredRun;
const why = { code: 'SOURCE_EMPTY', message: 'the file is empty.' };

describe('what is told of a delivery that has ended', () => {
  it('in done names its run, its workbook and the counts', () => {
    expect(noticeOfEnd(runWith({ created: 3 }))(delivery)).toEqual({
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
    [{ created: 3, invalid: 1 }, '1 row needs'],
    [{ rejected: 1, unconfirmed: 1 }, '2 rows need'],
  ])('in done with %o says who has work: %s', (counts, hands) => {
    expect(noticeOfEnd(runWith(counts))(delivery)).toMatchObject({
      kind: 'run-needs-attention',
      message: `customers.csv was imported, and ${hands} attention.`,
      next: expect.stringContaining('Fix and re-import'),
    });
  });

  it.each([
    ['failed/customers.csv', 'file-refused', 'customers.csv was refused: the file is empty.'],
    ['duplicates/customers.csv', 'file-duplicate', 'customers.csv: the file is empty.'],
    ['review/customers.csv', 'file-in-review', 'customers.csv waits for a person: the file is empty.'],
  ])('in %s is %s', (place, kind, message) => {
    const { runId: _run, results: _results, ...bare } = delivery;
    const told = noticeOfEnd(undefined, why)({ ...bare, place });
    expect(told).toMatchObject({ kind, message, code: 'SOURCE_EMPTY', file: place });
    expect(told).not.toHaveProperty('counts');
    expect(told).not.toHaveProperty('results');
  });

  it('after a death points to the note that lies beside the file', () => {
    expect(noticeOfEnd(undefined)({ ...delivery, place: 'failed/customers.csv' })).toMatchObject({
      message: 'customers.csv was refused: the note beside it says why.',
      code: 'SEE_NOTE',
    });
  });
});
