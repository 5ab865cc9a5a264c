import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Transport } from '@solarproof-import/core';
import { customerRow, runInMemory, type InMemoryResult, type InMemoryRun } from './in-memory-run.js';

const owners = ['owner@example.com', 'gone@example.com', 'NOBODY@example.com', ''];

/** Rows whose owners come by their positions in `owners`. */
const rowsOf = (picks: readonly number[]) =>
  picks.map((pick, index) => customerRow(index + 2, { 5: owners[pick] ?? '' }));

/** Runs rows, and counts the answers that there is no such user. */
async function run(
  given: InMemoryRun,
): Promise<{ readonly result: InMemoryResult; readonly refusals: number }> {
  let refusals = 0;
  const wrap = (transport: Transport): Transport => ({
    ...transport,
    exchange: async (request, signal) => {
      const exchange = await transport.exchange(request, signal);
      if (exchange.kind === 'answered' && exchange.body.includes('USER_NOT_FOUND')) refusals += 1;
      return exchange;
    },
  });
  const result = await runInMemory({ ...given, wrap });
  return { result, refusals };
}

const statuses = ({ outcomes }: InMemoryResult): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const { status } of outcomes.values()) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};

describe('rows with an owner that Solar Proof has not', () => {
  const picks = Array.from({ length: 100 }, (_, index) => index % 4);

  it('are held back after the first, whatever is sent at once; the others are created', async () => {
    const { result, refusals } = await run({ rows: rowsOf(picks), concurrency: 8 });
    expect(statuses(result)).toEqual({ created: 50, rejected: 2, 'not-sent': 48 });
    expect(refusals).toBe(2);
    expect(result.stop).toBeUndefined();
  });

  it('say so with the name of the user', async () => {
    const { result } = await run({ rows: rowsOf([1, 1]) });
    expect(result.outcomes.get(3)).toEqual({ status: 'not-sent', reason: 'user-unknown' });
    expect(result.codes.get(3)).toEqual(['ROW_NOT_SENT']);
  });

  it('are tried again by the next go, one first: the user may have been added since', async () => {
    const first = await run({ rows: rowsOf(picks), concurrency: 8 });
    const second = await run({ rows: rowsOf(picks), concurrency: 8, after: first.result });
    expect(statuses(second.result)).toEqual({ created: 50, rejected: 4, 'not-sent': 46 });
    expect(second.refusals).toBe(2);
  });
});

describe('an owner is not known yet', () => {
  it('after a create that was never answered: the next row with it goes alone', async () => {
    const { result, refusals } = await run({ rows: rowsOf([1, 1, 1, 1]), faults: ['reset:before:create=1'] });
    expect(refusals).toBe(1);
    expect(statuses(result)).toEqual({ rejected: 1, 'not-sent': 3 });
  });

  it('when the run stops: who waits is not sent', async () => {
    const { result, refusals } = await run({
      rows: rowsOf(Array.from({ length: 20 }, () => 1)),
      concurrency: 8,
      prepare: (control) => control.stop({ kind: 'interrupted', signal: 'SIGINT' }),
    });
    expect(statuses(result)).toEqual({ 'not-sent': 20 });
    expect(refusals).toBe(0);
  });
});

it('for every mix: each unknown owner is refused once, every row has its end, nobody waits for ever', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 9 }),
      async (picks, concurrency) => {
        const { result, refusals } = await run({ rows: rowsOf(picks), concurrency });
        const unknown = new Set(picks.filter((pick) => pick === 1 || pick === 2)).size;
        const good = picks.filter((pick) => pick === 0 || pick === 3).length;
        expect(refusals).toBe(unknown);
        expect(result.outcomes.size).toBe(picks.length);
        expect(new Set(result.told).size).toBe(result.told.length);
        expect(statuses(result)['created'] ?? 0).toBe(good);
      },
    ),
  );
});
