import { memoryJournal } from '@solarproof-import/core';
import { intentOf } from '@solarproof-import/testkit';
import { expect, it } from 'vitest';
import { customerRow, customerRows, leftAt, runInMemory, settleMs, statusesOf } from './in-memory-run.js';

/** A journal as a process leaves it that was killed while it sent these rows. */
async function killedWhileSending(count: number) {
  const journal = memoryJournal();
  for (const { row } of customerRows(count))
    await journal.begin(intentOf({ row, email: `c${row}@example.com` }));
  return journal;
}

const untilAbsent = settleMs + settleMs / 9;

it('many rows that an earlier go left open are settled side by side, by a reconcile', async () => {
  const journal = await killedWhileSending(30);
  const result = await runInMemory({ rows: customerRows(30), journal, setting: { mayCreate: false } });
  expect(new Set(statusesOf(result))).toEqual(new Set(['not-sent']));
  expect(result.clock.monotonic()).toBe(untilAbsent);
});

it('a resume looks for them while it sends others, and then sends those that are proven absent', async () => {
  const journal = await killedWhileSending(30);
  const rows = [...customerRows(30), ...Array.from({ length: 30 }, (_, index) => customerRow(100 + index))];
  const result = await runInMemory({ rows, journal, concurrency: 4, sandbox: { latencyMs: 10 } });
  expect(new Set(statusesOf(result))).toEqual(new Set(['created']));
  const creates = leftAt(result, 'create');
  expect(creates.filter((at) => at < settleMs / 45 + 1_000)).toHaveLength(30);
  expect(creates.filter((at) => at >= untilAbsent)).toHaveLength(30);
  expect(result.clock.monotonic()).toBeLessThan(untilAbsent + 2_000);
});
