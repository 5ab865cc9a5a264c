import {
  memoryJournal,
  type Exchange,
  type Journal,
  type RawRow,
  type SettledOutcome,
  type Transport,
} from '@solarproof-import/core';
import { createSandbox } from '@solarproof-import/sandbox';
import { describe, expect, it } from 'vitest';
import { customerRow, customerRows, runInMemory, statusesOf, type InMemoryRun } from './in-memory-run.js';

describe('a fault of the server', () => {
  const lost = [
    'reset',
    'hang',
    '500-html',
    '502-html',
    '200-html',
    '200-empty',
    '200-without-id',
    '200-too-large',
    'truncated',
    '500-unknown-code',
  ];
  const whens = ['before', 'after', 'late'];

  it.each(
    lost.flatMap((kind) =>
      whens.flatMap((when) => ['unique', 'not-unique'].map((emails) => [kind, when, emails] as const)),
    ),
  )(
    '%s, %s, e-mails %s: the row is looked up, and exactly one customer comes of it',
    async (kind, when, emails) => {
      const result = await runInMemory({
        rows: customerRows(3),
        faults: [`${kind}:${when}:email=c3@example.com`],
        sandbox: { emails: emails === 'unique' ? 'unique' : 'not-unique' },
      });
      const ours = result.sandbox.customers.filter(({ email }) => email === 'c3@example.com');
      expect(ours).toHaveLength(1);
      const confirmed = when === 'before' ? {} : { confirmed: true };
      expect(result.outcomes.get(3)).toEqual({
        status: 'created',
        customerId: String(ours[0]?.id),
        ...confirmed,
      });
      expect(result.codes.get(3)).toEqual(when === 'before' ? [] : ['CONFIRMED_BY_LOOK_UP']);
      expect(result.sandbox.requests.creates).toBe(when === 'before' ? 4 : 3);
    },
  );

  it.each(lost)('%s, where the key may not look up: unconfirmed, and never sent again', async (kind) => {
    const result = await runInMemory({
      rows: customerRows(3),
      faults: [`${kind}:before:email=c3@example.com`],
      sandbox: { lookUps: 'refused' },
    });
    expect(statusesOf(result)).toEqual(['created', 'unconfirmed', 'created']);
    expect(result.codes.get(3)).toEqual(['OUTCOME_UNKNOWN']);
    expect(result.sandbox.requests.creates).toBe(3);
    expect(result.events).toContainEqual({ event: 'no-look-ups' });
  });

  it.each(['php-warning', 'numeric-id'])('%s: the answer is understood', async (kind) => {
    const result = await runInMemory({
      rows: customerRows(3),
      faults: [`${kind}:after:email=c3@example.com`],
    });
    expect(statusesOf(result)).toEqual(['created', 'created', 'created']);
  });

  it.each(['500-invalid-parameters', '400-unknown-code'])(
    "%s: the row is rejected with the vendor's code",
    async (kind) => {
      const result = await runInMemory({
        rows: customerRows(3),
        faults: [`${kind}:before:email=c3@example.com`],
      });
      expect(statusesOf(result)).toEqual(['created', 'rejected', 'created']);
      expect(result.codes.get(3)?.[0]).toMatch(/^API_/);
    },
  );

  it('a redirect: the row is unconfirmed, and the run stops', async () => {
    const result = await runInMemory({
      rows: customerRows(5),
      concurrency: 1,
      faults: ['redirect:before:email=c3@example.com'],
    });
    expect(statusesOf(result)).toEqual(['created', 'unconfirmed', 'not-sent', 'not-sent', 'not-sent']);
    expect(result.stop).toEqual({ kind: 'redirect', status: 307 });
  });

  it('401 without a code: the key is refused, and the run stops at its first row', async () => {
    const result = await runInMemory({ rows: customerRows(40), faults: ['401-message:every=1'] });
    expect(new Set(statusesOf(result))).toEqual(new Set(['not-sent']));
    expect(result.stop).toMatchObject({ kind: 'key-refused' });
    expect(result.sandbox.requests.creates).toBe(1);
  });

  it("a 403 for one row's text: the key is tried, the row is looked up, and the run goes on", async () => {
    const result = await runInMemory({
      rows: customerRows(3),
      faults: ['403-html:before:email=c3@example.com'],
    });
    expect(statusesOf(result)).toEqual(['created', 'created', 'created']);
    expect(result.stop).toBeUndefined();
  });

  it('a 403 for every request: it is the key', async () => {
    // A look-up of nobody tells that look-ups are not to be had; a create that is refused too, that it is the key.
    const result = await runInMemory({
      rows: customerRows(3),
      concurrency: 1,
      faults: ['403-html:every=1', '403-html:every-look-up=1'],
    });
    expect(statusesOf(result)).toEqual(['not-sent', 'not-sent', 'not-sent']);
    expect(result.stop).toMatchObject({ kind: 'key-refused' });
  });
});

describe('a server that asks to wait', () => {
  it.each([
    ['429:create=3:retry-after=7', 7],
    ['429:create=3:retry-after-date=7', 7],
    ['429:create=3', 2],
  ])('%s: everybody waits, then the row is sent', async (fault, seconds) => {
    const result = await runInMemory({ rows: customerRows(20), faults: [fault], sandbox: { latencyMs: 10 } });
    expect(new Set(statusesOf(result))).toEqual(new Set(['created']));
    expect(result.events).toContainEqual({ event: 'waiting', reason: 'too-many-requests', seconds });
    expect(result.clock.monotonic()).toBeGreaterThanOrEqual(seconds * 1000);
    expect(result.sandbox.requests.creates).toBe(21);
  });

  it('nothing leaves during the pause', async () => {
    const leftAt: number[] = [];
    const wrap: InMemoryRun['wrap'] = (transport, clock) => ({
      ...transport,
      exchange: (request, signal) => {
        leftAt.push(clock.monotonic());
        return transport.exchange(request, signal);
      },
    });
    await runInMemory({
      rows: customerRows(20),
      faults: ['429:create=5:retry-after=30'],
      sandbox: { latencyMs: 10 },
      wrap,
    });
    const paused = leftAt.filter((at) => at > 20 && at < 30_000);
    expect(paused).toEqual([]);
  });

  it('503: the row is looked up, the others wait as told', async () => {
    const result = await runInMemory({
      rows: customerRows(3),
      concurrency: 1,
      faults: ['503-html:create=1:retry-after=5'],
    });
    expect(statusesOf(result)).toEqual(['created', 'created', 'created']);
    expect(result.events).toContainEqual({ event: 'waiting', reason: 'service-unavailable', seconds: 5 });
  });

  it('429 without end: the run stops after 15 minutes and loses nothing', async () => {
    const result = await runInMemory({ rows: customerRows(6), faults: ['429:every=1'] });
    expect(statusesOf(result)).toEqual(Array.from({ length: 6 }, () => 'not-sent'));
    expect(result.stop).toMatchObject({ kind: 'throttled-too-long' });
    expect(result.clock.monotonic()).toBeLessThanOrEqual(900_000);
  });

  it('a limit of creates per second is kept by obeying it', async () => {
    const result = await runInMemory({ rows: customerRows(40), sandbox: { rateLimit: 10, latencyMs: 5 } });
    expect(new Set(statusesOf(result))).toEqual(new Set(['created']));
    expect(result.sandbox.customers).toHaveLength(40);
  });
});

describe('an e-mail that Solar Proof has already', () => {
  const known = async (faults: readonly string[] = [], sandbox = {}) => {
    const rows = [customerRow(2), customerRow(3)];
    const first = await runInMemory({ rows: [customerRow(3)] });
    const store = {
      customers: first.sandbox.customers,
      highestId: 79459,
      put: () => undefined,
      remove: () => undefined,
      close: () => undefined,
    };
    return runInMemory({ rows, faults, sandbox: { store, ...sandbox } });
  };

  it('is looked up: exists, with the ID', async () => {
    const result = await known();
    expect(result.outcomes.get(3)).toEqual({ status: 'exists', customerId: '79459' });
  });

  it('is rejected where the look-up finds nothing: not visible to this key', async () => {
    const rows = [customerRow(2), customerRow(3)];
    const result = await runInMemory({
      rows,
      wrap: answering((action) =>
        action === 'createcustomer' ? { status: 409, body: '{"code":"DUPLICATE_EMAIL"}' } : undefined,
      ),
    });
    expect(statusesOf(result)).toEqual(['rejected', 'rejected']);
    expect(result.codes.get(2)).toEqual(['API_DUPLICATE_EMAIL']);
  });

  it('exists also where its look-up fails three times and is answered later', async () => {
    const result = await known(['500-html:look-up=2', '500-html:look-up=3', '500-html:look-up=4']);
    expect(result.outcomes.get(3)).toEqual({ status: 'exists', customerId: '79459' });
    expect(result.stop).toBeUndefined();
  });

  it.each([
    ['fail', { status: 500, body: '<html>' }],
    [
      'answer another e-mail',
      { status: 200, body: '{"customer_id":"7","customer_email":"who@example.com"}' },
    ],
  ])('is unconfirmed where all look-ups of it %s, and the others go on', async (_, reply) => {
    const wrap = (transport: Transport): Transport => ({
      ...transport,
      exchange: (request, signal) =>
        request.query['customer_email'] === 'c3@example.com'
          ? Promise.resolve<Exchange>({ kind: 'answered', ...reply })
          : transport.exchange(request, signal),
    });
    const result = await runInMemory({
      rows: customerRows(4),
      faults: ['hang:after:email=c3@example.com'],
      wrap,
    });
    expect(statusesOf(result)).toEqual(['created', 'unconfirmed', 'created', 'created']);
    expect(result.sandbox.requests.creates).toBe(4);
    expect(result.stop).toBeUndefined();
  });

  it('is found at the second try', async () => {
    const result = await known(['reset:look-up=2']);
    expect(statusesOf(result)).toEqual(['created', 'exists']);
  });
});

describe('the owner', () => {
  it('of one row that is no user: the row is rejected', async () => {
    const result = await runInMemory({ rows: [customerRow(2, { 5: 'who@example.com' }), customerRow(3)] });
    expect(statusesOf(result)).toEqual(['rejected', 'created']);
    expect(result.codes.get(2)).toEqual(['API_USER_NOT_FOUND']);
  });

  it('of all rows that is no user: the run stops, nothing is rejected', async () => {
    const result = await runInMemory({
      rows: customerRows(9),
      defaults: new Map([['useremail', 'who@example.com']]),
    });
    expect(new Set(statusesOf(result))).toEqual(new Set(['not-sent']));
    expect(result.stop).toEqual({ kind: 'owner-unknown', useremail: 'who@example.com' });
  });
});

describe('a machine without a way to the server', () => {
  const cut = (times: number): InMemoryRun['wrap'] => {
    let left = times;
    return (transport) => ({
      ...transport,
      exchange: (request, signal) => {
        left -= 1;
        return left >= 0
          ? Promise.resolve<Exchange>({ kind: 'not-sent', reason: 'dns' })
          : transport.exchange(request, signal);
      },
    });
  };

  it('tries a row again after proof that nothing left', async () => {
    const result = await runInMemory({ rows: customerRows(1), wrap: cut(4) });
    expect(statusesOf(result)).toEqual(['created']);
    expect(result.clock.monotonic()).toBe(500 + 1_000 + 2_000 + 4_000);
  });

  it('stops after five such attempts, everything not sent', async () => {
    const result = await runInMemory({ rows: customerRows(3), concurrency: 1, wrap: cut(99) });
    expect(statusesOf(result)).toEqual(['not-sent', 'not-sent', 'not-sent']);
    expect(result.stop).toEqual({ kind: 'unreachable', cause: 'dns' });
  });
});

describe('the same customer twice in a file', () => {
  const twin = (row: number): RawRow => customerRow(row, { 0: 'Jo2', 2: 'C2@example.com' });

  it('is created once; the later rows point at the first', async () => {
    const result = await runInMemory({
      rows: [customerRow(2), twin(3), twin(4)],
      sandbox: { latencyMs: 20 },
    });
    const customerId = '79459';
    expect(result.outcomes.get(3)).toEqual({ status: 'duplicate', of: 2, customerId });
    expect(result.outcomes.get(4)).toEqual({ status: 'duplicate', of: 2, customerId });
    expect(result.sandbox.requests.creates).toBe(1);
  });

  it('is sent where the first was rejected', async () => {
    const result = await runInMemory({
      rows: [customerRow(2), twin(3), twin(4)],
      faults: ['500-invalid-parameters:create=1'],
    });
    expect(statusesOf(result)).toEqual(['rejected', 'created', 'duplicate']);
    expect(result.outcomes.get(4)).toMatchObject({ of: 3 });
  });

  it('is not sent where nobody knows of the first', async () => {
    const result = await runInMemory({
      rows: [customerRow(2), twin(3), twin(4)],
      faults: ['hang:after:create=1'],
      sandbox: { lookUps: 'refused' },
    });
    expect(statusesOf(result)).toEqual(['unconfirmed', 'not-sent', 'not-sent']);
    expect(result.outcomes.get(3)).toEqual({ status: 'not-sent', reason: 'waits-for-row' });
  });
});

describe('concurrency', () => {
  it.each([1, 4, 9])('of %i is used and never passed', async (concurrency) => {
    const result = await runInMemory({
      rows: customerRows(60),
      concurrency,
      sandbox: { latencyMs: { min: 5, max: 50 } },
    });
    expect(result.sandbox.requests.maxCreatesInFlight).toBe(concurrency);
    expect(result.sandbox.customers).toHaveLength(60);
  });

  it('rows are taken from the source only as fast as they end', async () => {
    let taken = 0;
    let ended = 0;
    let furthest = 0;
    async function* counted(): AsyncGenerator<RawRow> {
      for (const row of customerRows(200)) {
        taken += 1;
        furthest = Math.max(furthest, taken - ended);
        yield row;
      }
    }
    await runInMemory({
      rows: counted(),
      sandbox: { latencyMs: 10 },
      onEvent: ({ event }) => {
        if (event === 'row') ended += 1;
      },
    });
    expect(taken).toBe(200);
    expect(furthest).toBeLessThanOrEqual(4 + 2);
  });
});

describe('an interruption', () => {
  it('lets what is under way finish and sends nothing new', async () => {
    const result = await runInMemory({
      rows: customerRows(20),
      sandbox: { latencyMs: 10 },
      onEvent: (event, control) => {
        if (event.event === 'row' && event.row === 5) control.stop({ kind: 'interrupted', signal: 'SIGINT' });
      },
    });
    const statuses = statusesOf(result);
    expect(statuses).toHaveLength(20);
    expect(new Set(statuses)).toEqual(new Set(['created', 'not-sent']));
    expect(result.sandbox.customers).toHaveLength(statuses.filter((status) => status === 'created').length);
  });

  it('that cuts off leaves what was under way unconfirmed', async () => {
    const cutOff = new AbortController();
    const result = await runInMemory({
      rows: customerRows(10),
      sandbox: { latencyMs: 10 },
      faults: ['hang:after:create=3'],
      cutOff: cutOff.signal,
      onEvent: (event, control) => {
        if (event.event !== 'row' || event.row !== 7) return;
        control.stop({ kind: 'interrupted', signal: 'SIGTERM' });
        cutOff.abort();
      },
    });
    const unconfirmed = [...result.outcomes.values()].filter(({ status }) => status === 'unconfirmed');
    expect(unconfirmed.length).toBeGreaterThan(0);
    expect(unconfirmed[0]).toEqual({ status: 'unconfirmed', reason: 'cut-off-by-user' });
    expect(result.told).toHaveLength(10);
  });
});

describe('what fails on this machine', () => {
  it('a journal that cannot be written stops the run before the next request', async () => {
    const settled: number[] = [];
    const journal = memoryJournal();
    const settle = journal.settle.bind(journal);
    const failing: Journal = Object.assign(journal, {
      settle: (row: number, outcome: SettledOutcome) => {
        settled.push(row);
        return settled.length > 1 ? Promise.reject(new Error('disk full')) : settle(row, outcome);
      },
    });
    const sandbox = createSandbox();
    const run = runInMemory({ rows: customerRows(50), concurrency: 1, journal: failing, sent: sandbox });
    await expect(run).rejects.toThrow('disk full');
    expect(sandbox.requests.creates).toBe(2);
  });

  it('a source that breaks off: what was under way is still known', async () => {
    async function* breaking(): AsyncGenerator<RawRow> {
      yield* customerRows(3);
      throw new Error('EIO');
    }
    const journal = memoryJournal();
    await expect(runInMemory({ rows: breaking(), journal, sandbox: { latencyMs: 10 } })).rejects.toThrow(
      'EIO',
    );
    const known: string[] = [];
    for await (const [, { status }] of journal.outcomes()) known.push(status);
    expect(known).toEqual(['created', 'created', 'created']);
  });

  it('a run that is stopped takes nothing back that its journal has', async () => {
    const journal = memoryJournal();
    await runInMemory({ rows: customerRows(3), journal });
    const again = await runInMemory({
      rows: customerRows(3),
      journal,
      prepare: (control) => control.stop({ kind: 'interrupted', signal: 'SIGINT' }),
    });
    expect(statusesOf(again)).toEqual(['created', 'created', 'created']);
    expect(again.sandbox.requests.creates).toBe(0);
  });
});

/** A transport that answers by itself where `reply` says so. */
function answering(
  reply: (action: string) => { status: number; body: string } | undefined,
): InMemoryRun['wrap'] {
  return (transport: Transport) => ({
    ...transport,
    exchange: (request, signal) => {
      const own = reply(request.query['action'] ?? '');
      return own
        ? Promise.resolve<Exchange>({ kind: 'answered', ...own })
        : transport.exchange(request, signal);
    },
  });
}
