import type { Exchange, NotSentCause, RunEvent } from '@solarproof-import/core';
import { describe, expect, it } from 'vitest';
import type { Between } from './between.js';
import {
  customerRow,
  customerRows,
  leftAt,
  runInMemory,
  settleMs,
  statusesOf,
  type InMemoryResult,
} from './in-memory-run.js';

/** Seconds of each pause for a reason, in turn. */
const pauses = (events: readonly RunEvent[], reason: string): readonly number[] =>
  events.flatMap((event) => (event.event === 'waiting' && event.reason === reason ? [event.seconds] : []));

const eightAtOnce = { concurrency: 8, sandbox: { latencyMs: 100 } };

/** How many creates left together, one step after the other. */
function createsAtOnce(result: InMemoryResult): readonly number[] {
  const counts = new Map<number, number>();
  for (const at of leftAt(result, 'create')) counts.set(at, (counts.get(at) ?? 0) + 1);
  return [...counts.values()];
}

const twin = (row: number) => customerRow(row, { 0: 'Jo2', 2: 'C2@example.com' });

describe('creates that never leave this machine', () => {
  const cut = (times: number, reason: NotSentCause): Between => {
    let left = times;
    return (transport) => ({
      ...transport,
      exchange: (request, signal) => {
        if (request.data === undefined || left === 0) return transport.exchange(request, signal);
        left -= 1;
        return Promise.resolve<Exchange>({ kind: 'not-sent', reason });
      },
    });
  };

  it('are sent again four times, after ever longer waits, and are no customers without an answer', async () => {
    const result = await runInMemory({ rows: customerRows(1), wrap: cut(4, 'refused') });
    expect(statusesOf(result)).toEqual(['created']);
    expect(leftAt(result, 'create')).toEqual([500 + 1_000 + 2_000 + 4_000]);
    expect(result.events.filter(({ event }) => event === 'settling')).toEqual([]);
  });

  it('stop the run the fifth time, with all that is left not sent', async () => {
    const result = await runInMemory({ rows: customerRows(4), wrap: cut(5, 'connect-time-out') });
    expect(result.stop).toEqual({ kind: 'unreachable', cause: 'connect-time-out' });
    expect(statusesOf(result)).toEqual(['not-sent', 'not-sent', 'not-sent', 'not-sent']);
    const resumed = await runInMemory({ rows: customerRows(4), after: result });
    expect(statusesOf(resumed)).toEqual(['created', 'created', 'created', 'created']);
    expect(resumed.codes.get(2)).toEqual([]);
  });

  it('stop it at once where the certificate is not trusted', async () => {
    const result = await runInMemory({ rows: customerRows(2), wrap: cut(1, 'certificate') });
    expect(result.stop).toEqual({ kind: 'unreachable', cause: 'certificate' });
    expect(leftAt(result, 'create')).toEqual([]);
  });
});

describe('a server that leaves creates unanswered', () => {
  const lost = (...numbers: readonly number[]): string[] => numbers.map((n) => `reset:after:create=${n}`);

  it('is paused once for all that were under way together', async () => {
    const sixteen = Array.from({ length: 16 }, (_, index) => index + 7);
    const result = await runInMemory({
      rows: customerRows(60),
      concurrency: 16,
      faults: lost(...sixteen),
      sandbox: { latencyMs: 100 },
    });
    expect(pauses(result.events, 'too-many-unanswered')).toEqual([60]);
    expect(new Set(statusesOf(result))).toEqual(new Set(['created']));
  });

  it('is paused at a fifth of the last fifty, which need not be in a row', async () => {
    const every = Array.from({ length: 10 }, (_, index) => 5 * index + 8);
    const run = { rows: customerRows(80), concurrency: 1 };
    const result = await runInMemory({ ...run, faults: lost(...every) });
    expect(pauses(result.events, 'too-many-unanswered')).toEqual([60]);
    const fewer = await runInMemory({ ...run, faults: lost(...every.slice(1)) });
    expect(pauses(fewer.events, 'too-many-unanswered')).toEqual([]);
  });

  it('is not one that refuses rows, knows e-mails or asks to wait', async () => {
    const run = {
      rows: customerRows(12),
      concurrency: 1,
      faults: [
        ...[2, 3, 4, 5, 6, 7].map((n) => `500-invalid-parameters:create=${n}`),
        '429:create=8:times=6:retry-after=0',
      ],
    };
    const result = await runInMemory(run);
    expect(pauses(result.events, 'too-many-unanswered')).toEqual([]);
    const again = await runInMemory({ ...run, sent: result.sandbox });
    expect(pauses(again.events, 'too-many-unanswered')).toEqual([]);
    expect(statusesOf(again)).toContain('exists');
  });
});

describe('the first rows', () => {
  it('are those that are sent: who is imported already does not count', async () => {
    const first = await runInMemory({ rows: customerRows(4) });
    const rows = [
      ...customerRows(4).map(({ cells, row }) => ({ row: 100 + row, cells })),
      ...customerRows(40).slice(10),
    ];
    const elsewhere = { ...eightAtOnce.sandbox, firstId: 90_000 };
    const again = await runInMemory({ ...eightAtOnce, rows, journal: first.journal, sandbox: elsewhere });
    expect(statusesOf(again).filter((status) => status === 'already-imported')).toHaveLength(4);
    expect(createsAtOnce(again).slice(0, 3)).toEqual([1, 5, 8]);
  });

  it('that are rejected or duplicates of rejected ones are among them', async () => {
    const rows = [customerRow(2), twin(3), ...customerRows(30).slice(2)];
    const result = await runInMemory({ rows, faults: ['500-invalid-parameters:create=1'], ...eightAtOnce });
    expect(createsAtOnce(result).slice(0, 3)).toEqual([1, 5, 8]);
  });

  it('that are lost hold up creates only until they are certain, and nobody is sent before', async () => {
    const result = await runInMemory({
      rows: customerRows(20),
      faults: ['reset:before:create=1', 'reset:before:create=4'],
      sandbox: { latencyMs: 10 },
    });
    const creates = leftAt(result, 'create');
    const lostUntil = settleMs + settleMs / 9;
    expect(creates[1]).toBeGreaterThanOrEqual(lostUntil);
    // The fourth is the second of the next five: the others of them go, the rest wait for it.
    expect(creates.filter((at) => at < 2 * lostUntil)).toHaveLength(2 + 5);
  });
});

describe('--max-errors', () => {
  it('does not count a row whose answer was lost and that is settled', async () => {
    const result = await runInMemory({
      rows: customerRows(12),
      concurrency: 1,
      faults: ['reset:after:create=8', 'reset:before:create=10'],
      maxErrors: { kind: 'rows', most: 0 },
    });
    expect(result.stop).toBeUndefined();
    expect(new Set(statusesOf(result))).toEqual(new Set(['created']));
  });

  it('counts a row that stays unconfirmed', async () => {
    const result = await runInMemory({
      rows: customerRows(400),
      concurrency: 1,
      faults: ['reset:after:create=8', 'other-email:look-up-email=c9@example.com:times=9'],
      sandbox: { latencyMs: 1_000 },
      maxErrors: { kind: 'rows', most: 0 },
    });
    expect(result.stop).toEqual({ kind: 'too-many-errors', errors: 1 });
    expect(result.outcomes.get(9)).toMatchObject({ status: 'unconfirmed' });
  });
});

describe('the same customer twice in a file', () => {
  it('waits for a row that was sent in vain, and is a duplicate once a resume has created that', async () => {
    const rows = [customerRow(2), twin(3), twin(4)];
    const faults = ['reset:before:create=1', 'reset:before:create=2'];
    const result = await runInMemory({ rows, faults });
    expect([...result.outcomes.values()]).toEqual([
      { status: 'not-sent', reason: 'never-answered' },
      { status: 'not-sent', reason: 'waits-for-row' },
      { status: 'not-sent', reason: 'waits-for-row' },
    ]);
    const resumed = await runInMemory({ rows, after: result });
    expect(statusesOf(resumed)).toEqual(['created', 'duplicate', 'duplicate']);
    expect(resumed.sandbox.customers).toHaveLength(1);
  });

  it('is sent by a resume where the first was rejected and the run stopped before the second', async () => {
    const rows = [customerRow(2), twin(3)];
    const result = await runInMemory({
      rows,
      faults: ['500-invalid-parameters:create=1'],
      onEvent: (event, control) => {
        if (event.event === 'row' && event.row === 2) control.stop({ kind: 'interrupted', signal: 'SIGINT' });
      },
    });
    expect(statusesOf(result)).toEqual(['rejected', 'not-sent']);
    const resumed = await runInMemory({ rows, after: result });
    expect(statusesOf(resumed)).toEqual(['rejected', 'created']);
    const again = await runInMemory({ rows, after: resumed });
    expect(statusesOf(again)).toEqual(['rejected', 'created']);
    expect(again.requests).toEqual([]);
  });
});
