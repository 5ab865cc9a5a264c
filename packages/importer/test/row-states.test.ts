import { describe, expect, it } from 'vitest';
import {
  customerRow,
  customerRows,
  leftAt,
  runInMemory,
  settleMs,
  statusesOf,
  type InMemoryRun,
} from './in-memory-run.js';

/** Run by hand on a clock that stands still between events. */
const row = customerRow(2);
const email = 'c2@example.com';

describe('a row whose answer never came', () => {
  it('is looked up at 1/45, 1/9, 1/3 of the settle time and at its end, then 1/9 of it after that answer', async () => {
    const result = await runInMemory({
      rows: [row],
      faults: ['hang:before:create=1'],
      sandbox: { latencyMs: 10 },
    });
    const ended = 45_000 + 10;
    const looks = leftAt(result, 'look-up', email).map((at) => at - ended);
    const shares = [1 / 45, 1 / 9, 1 / 3, 1].map((share) => settleMs * share);
    expect(looks).toEqual([...shares, settleMs + 10 + settleMs / 9]);
    expect(leftAt(result, 'create')).toHaveLength(2);
    expect(result.outcomes.get(2)).toEqual({ status: 'created', customerId: '79460' });
  });

  it('is created as soon as a look-up shows it, however early', async () => {
    const result = await runInMemory({ rows: [row], faults: ['reset:after:create=1'] });
    expect(leftAt(result, 'look-up', email)).toEqual([settleMs / 45]);
    expect(result.outcomes.get(2)).toEqual({ status: 'created', customerId: '79459', confirmed: true });
  });

  it('is not sent a third time after two creates of unknown end; a later go may', async () => {
    const result = await runInMemory({
      rows: [row],
      faults: ['reset:before:create=1', 'hang:before:create=2'],
    });
    expect(result.outcomes.get(2)).toEqual({ status: 'not-sent', reason: 'never-answered' });
    const again = await runInMemory({ rows: [row], after: result });
    expect(again.outcomes.get(2)).toMatchObject({ status: 'created' });
    expect(again.sandbox.customers).toHaveLength(1);
  });

  it('lets the others go on meanwhile, and says how long it takes', async () => {
    const result = await runInMemory({
      rows: customerRows(30),
      faults: ['reset:before:email=c20@example.com'],
      sandbox: { latencyMs: 10 },
    });
    expect(result.told.at(-1)).toBe(20);
    expect(result.events).toContainEqual({ event: 'settling', rows: 1, seconds: 100, row: 20 });
    const waiting = result.events.filter((event) => event.event === 'waiting');
    expect(waiting).toEqual([{ event: 'waiting', reason: 'settling', seconds: 100 }]);
  });

  it('stays unconfirmed where the run stops, and is settled by the next go before anything is sent', async () => {
    const stopped = await runInMemory({
      rows: [row],
      faults: ['reset:late=60000:create=1'],
      sandbox: { emails: 'not-unique' },
      onEvent: (event, control) => {
        if (event.event === 'settling') control.stop({ kind: 'interrupted', signal: 'SIGINT' });
      },
    });
    expect(stopped.outcomes.get(2)).toEqual({ status: 'unconfirmed', reason: 'connection-lost' });
    const resumed = await runInMemory({ rows: [row], after: stopped });
    expect(resumed.outcomes.get(2)).toEqual({ status: 'created', customerId: '79459', confirmed: true });
    expect(resumed.sandbox.customers).toHaveLength(1);
  });

  it('is only looked up by a reconcile; settled absence waits for a resume', async () => {
    const stopped = await runInMemory({
      rows: customerRows(2),
      concurrency: 1,
      faults: ['reset:before:create=1'],
      onEvent: (event, control) => {
        if (event.event === 'settling') control.stop({ kind: 'interrupted', signal: 'SIGINT' });
      },
    });
    const reconciled = await runInMemory({
      rows: customerRows(2),
      after: stopped,
      setting: { mayCreate: false },
    });
    expect(reconciled.outcomes.get(2)).toEqual({ status: 'not-sent', reason: 'settled-absent' });
    expect(reconciled.outcomes.get(3)).toEqual({ status: 'not-sent', reason: 'run-stopped' });
    expect(leftAt(reconciled, 'create')).toEqual([]);
    const resumed = await runInMemory({ rows: customerRows(2), after: reconciled });
    expect(statusesOf(resumed)).toEqual(['created', 'created']);
    const again = await runInMemory({ rows: customerRows(2), after: resumed });
    expect(again.requests).toEqual([]);
  });
});

describe('somebody else under the same e-mail', () => {
  const other = { 0: 'Sam', 2: email };
  const before = () => runInMemory({ rows: [customerRow(9, other)], sandbox: { emails: 'not-unique' } });

  it('is not taken for ours: the list is searched, and ours is found', async () => {
    const { sandbox } = await before();
    const result = await runInMemory({ rows: [row], sent: sandbox, wrap: lose('after') });
    expect(leftAt(result, 'list').length).toBeGreaterThan(0);
    expect(result.outcomes.get(2)).toEqual({ status: 'created', customerId: '79460', confirmed: true });
  });

  it('exists where ours is nowhere in the list, and goes by another name', async () => {
    const { sandbox } = await before();
    const result = await runInMemory({ rows: [row], sent: sandbox, wrap: lose('before') });
    expect(result.outcomes.get(2)).toEqual({ status: 'exists', customerId: '79459', otherName: true });
    expect(sandbox.customers).toHaveLength(1);
  });
});

describe('DUPLICATE_EMAIL', () => {
  it('after an attempt of ours that may have landed is settled by looking: it was our own late commit', async () => {
    const result = await runInMemory({
      rows: [row],
      // Later than the settle time, which no setting can rule out: the ledger still knows that it may be ours.
      faults: ['reset:late=150000:create=1', '429:create=2:retry-after=60'],
    });
    expect(leftAt(result, 'create')).toHaveLength(3);
    expect(result.outcomes.get(2)).toEqual({ status: 'created', customerId: '79459', confirmed: true });
    expect(result.sandbox.customers).toHaveLength(1);
  });
});

describe('a server that leaves much unanswered', () => {
  const hangs = (from: number, to: number): string[] =>
    Array.from({ length: to - from + 1 }, (_, index) => `reset:after:create=${from + index}`);

  it('five in a row: creating pauses for a minute, look-ups go on', async () => {
    const result = await runInMemory({ rows: customerRows(30), concurrency: 1, faults: hangs(10, 14) });
    expect(result.events).toContainEqual({ event: 'waiting', reason: 'too-many-unanswered', seconds: 60 });
    expect(new Set(statusesOf(result))).toEqual(new Set(['created']));
    const creates = leftAt(result, 'create');
    expect((creates[14] ?? 0) - (creates[13] ?? 0)).toBe(60_000);
    expect(leftAt(result, 'look-up').some((at) => at > (creates[13] ?? 0) && at < (creates[14] ?? 0))).toBe(
      true,
    );
  });

  it('the third time it stops, after five minutes the second time', async () => {
    const result = await runInMemory({ rows: customerRows(40), concurrency: 1, faults: hangs(8, 40) });
    const pauses = result.events.flatMap((event) =>
      event.event === 'waiting' && event.reason === 'too-many-unanswered' ? [event.seconds] : [],
    );
    expect(pauses).toEqual([60, 300]);
    expect(result.stop).toEqual({ kind: 'too-many-unanswered' });
    expect(leftAt(result, 'create')).toHaveLength(7 + 15);
  });
});

describe('the first rows', () => {
  it('one goes first, then five, then as many as may', async () => {
    const result = await runInMemory({
      rows: customerRows(40),
      concurrency: 16,
      sandbox: { latencyMs: 100 },
    });
    const atOnce = new Map<number, number>();
    for (const at of leftAt(result, 'create')) atOnce.set(at, (atOnce.get(at) ?? 0) + 1);
    expect([...atOnce.values()].slice(0, 3)).toEqual([1, 5, 16]);
  });

  it('that end unconfirmed are settled before the next step', async () => {
    const result = await runInMemory({ rows: customerRows(10), faults: ['reset:before:create=1'] });
    const [first, second, third] = leftAt(result, 'create');
    expect([first, second]).toEqual([0, settleMs + settleMs / 9]);
    expect(third).toBeGreaterThanOrEqual(second ?? 0);
  });
});

describe('the pace', () => {
  it.each([1, 3, 7])('no span of a second holds more than %i creates, wherever it begins', async (rate) => {
    const result = await runInMemory({
      rows: customerRows(40),
      concurrency: 8,
      sandbox: { latencyMs: { min: 1, max: 900 } },
      setting: { rate },
    });
    const creates = leftAt(result, 'create');
    expect(creates).toHaveLength(40);
    for (const from of creates)
      expect(creates.filter((at) => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(rate);
  });
});

describe('--max-errors', () => {
  const rejected = (...rows: readonly number[]): string[] =>
    rows.map((number) => `500-invalid-parameters:email=c${number}@example.com`);

  it('allows so many rows, and stops at the next', async () => {
    const run = { rows: customerRows(30), concurrency: 1, faults: rejected(4, 9, 12) };
    const kept = await runInMemory({ ...run, maxErrors: { kind: 'rows', most: 3 } });
    expect(kept.stop).toBeUndefined();
    const stopped = await runInMemory({ ...run, maxErrors: { kind: 'rows', most: 2 } });
    expect(stopped.stop).toEqual({ kind: 'too-many-errors', errors: 3 });
    expect(leftAt(stopped, 'create')).toHaveLength(11);
    const resumed = await runInMemory({
      rows: run.rows,
      after: stopped,
      maxErrors: { kind: 'rows', most: 0 },
    });
    expect(resumed.stop).toBeUndefined();
  });

  it('in percent counts only after twenty rows', async () => {
    const run = { rows: customerRows(40), concurrency: 1, maxErrors: { kind: 'percent', most: 10 } } as const;
    const early = await runInMemory({ ...run, faults: rejected(2, 3) });
    expect(early.stop).toBeUndefined();
    const stopped = await runInMemory({ ...run, faults: rejected(2, 3, 4) });
    expect(stopped.stop).toEqual({ kind: 'too-many-errors', errors: 3 });
    expect(leftAt(stopped, 'create')).toHaveLength(20);
  });
});

describe('what an earlier run has imported', () => {
  it('is not sent again, in whatever case the e-mail is written, and says whose it is', async () => {
    const first = await runInMemory({ rows: [row] });
    const again = await runInMemory({
      rows: [
        customerRow(3, { 0: 'Jo2', 2: 'C2@Example.com' }),
        customerRow(4, { 0: 'Sam', 2: 'x4@example.com' }),
      ],
      after: first,
    });
    expect(again.outcomes.get(3)).toMatchObject({ status: 'already-imported', customerId: '79459' });
    expect(again.codes.get(3)).toEqual(['ALREADY_IMPORTED']);
    expect(leftAt(again, 'create', 'C2@Example.com')).toEqual([]);
    const another = await runInMemory({ rows: [customerRow(5, { 0: 'Sam', 2: email })], after: again });
    expect(another.outcomes.get(5)).toMatchObject({ status: 'already-imported', otherName: true });
  });

  it('with --recheck is looked up, and created again where it is gone', async () => {
    const first = await runInMemory({ rows: customerRows(2) });
    const [, gone] = first.sandbox.customers;
    const data = { apikey: 'sandbox', action: 'deletecustomer', pkcustomerid: gone?.id };
    await first.sandbox.handle({
      method: 'POST',
      url: '/apidata.php?api_key=sandbox&action=deletecustomer',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ data }),
    });
    const rows = customerRows(2).map(({ cells }, index) => ({ row: 10 + index, cells }));
    const again = await runInMemory({ rows, after: first, setting: { recheck: true } });
    expect([...again.outcomes.values()]).toMatchObject([
      { status: 'already-imported', customerId: '79459' },
      { status: 'created', customerId: '79461' },
    ]);
  });
});

/** Loses the answer of the first create: before it is stored or after. */
function lose(when: 'before' | 'after'): InMemoryRun['wrap'] {
  let isFirst = true;
  return (transport) => ({
    ...transport,
    exchange: async (request, signal) => {
      if (!isFirst || request.query['action'] !== 'createcustomer')
        return transport.exchange(request, signal);
      isFirst = false;
      if (when === 'after') await transport.exchange(request, signal);
      return { kind: 'no-answer', reason: 'connection-lost' };
    },
  });
}
