import { nobodysEmail, type Exchange } from '@solarproof-import/core';
import { memoryStore, type SandboxCustomer } from '@solarproof-import/sandbox';
import { describe, expect, it, test } from 'vitest';
import { answeredBy, firstCreateLost, inTurn } from './between.js';
import { customerRow, customerRows, leftAt, runInMemory, settleMs, statusesOf } from './in-memory-run.js';

const row = customerRow(2);
const email = 'c2@example.com';
const ours: SandboxCustomer = {
  id: 51,
  firstname: 'Jo2',
  surname: 'Citizen',
  email,
  phone1: '0491570006',
  phone2: '',
  type: 'RESIDENTIAL',
  companyname: '',
  companyphone: '',
  gststatus: 0,
  useremail: '',
  created: '2026-03-02T01:00:00.000Z',
};
const confirmed = { status: 'created', customerId: '51', confirmed: true };
const untilSure = settleMs + settleMs / 9;

/** A row whose create was lost and never arrived, in an account that has these customers. */
const lostBeside = (customers: readonly SandboxCustomer[], faults: readonly string[] = []) =>
  runInMemory({
    rows: [row],
    faults,
    sandbox: { store: memoryStore(customers) },
    wrap: firstCreateLost('before'),
  });

describe('a customer that a look-up finds', () => {
  // The run is on 2 March 2026; the sandbox tells Australian dates, ten hours ahead.
  test.each([
    ['the same day', '2026-03-02T01:00:00.000Z'],
    ['the day before, in another zone perhaps', '2026-03-01T01:00:00.000Z'],
    ['the day after', '2026-03-03T01:00:00.000Z'],
  ])('with our names and phone, made on %s, is ours', async (_, created) => {
    const result = await lostBeside([{ ...ours, created }]);
    expect(result.outcomes.get(2)).toEqual(confirmed);
    expect(result.clock.monotonic()).toBe(settleMs / 45);
  });

  test.each([
    ['is older than our attempt', { created: '2026-02-28T01:00:00.000Z' }, {}],
    ['has another phone', { phone1: '0491570156' }, {}],
    ['has another name', { surname: 'Other' }, { otherName: true }],
  ])(
    'and %s was there before: only after the settle time, and a look through the list',
    async (_, of, more) => {
      const result = await lostBeside([{ ...ours, ...of }]);
      expect(result.outcomes.get(2)).toEqual({ status: 'exists', customerId: '51', ...more });
      expect(leftAt(result, 'list')).toEqual([untilSure, untilSure]);
      expect(leftAt(result, 'create')).toHaveLength(1);
    },
  );

  it('is ours although PHP has escaped its name and the phone is written in another way', async () => {
    const result = await runInMemory({
      rows: [customerRow(2, { 1: "O'Brien" })],
      wrap: inTurn(
        firstCreateLost('after'),
        answeredBy((action, exchange) =>
          action === 'getcustomerid'
            ? withBody(exchange, (body) =>
                body.replace("O'Brien", 'O&#039;Brien').replace('0491570006', '+61 491 570 006'),
              )
            : undefined,
        ),
      ),
    });
    expect(result.outcomes.get(2)).toEqual({ status: 'created', customerId: '79459', confirmed: true });
  });

  it('is no other person because PHP has escaped its name', async () => {
    const escaped = { ...ours, surname: 'O&#039;Brien' };
    const result = await runInMemory({
      rows: [customerRow(2, { 1: "O'Brien" })],
      sandbox: { store: memoryStore([escaped]) },
    });
    expect(result.outcomes.get(2)).toEqual({ status: 'exists', customerId: '51' });
  });

  it('is searched for through every page of the list', async () => {
    const others = Array.from({ length: 120 }, (_, index) => ({
      ...ours,
      id: index + 100,
      email: `x${index}@example.com`,
    }));
    const shown = { ...ours, firstname: 'Sam' };
    const result = await lostBeside([shown, ...others, { ...ours, id: 900 }]);
    expect(result.outcomes.get(2)).toEqual({ ...confirmed, customerId: '900' });
    expect(result.requests.filter(({ action }) => action === 'list').map((page) => page.email)).toEqual([
      '1',
      '2',
      '3',
    ]);
  });

  it('and is not ours leaves the row open where the list cannot be read', async () => {
    const result = await lostBeside([{ ...ours, surname: 'Other' }], ['500-html:list=1:times=9']);
    expect(result.outcomes.get(2)).toEqual({ status: 'unconfirmed', reason: 'connection-lost' });
    expect(leftAt(result, 'list')).toHaveLength(3);
  });
});

describe('absence', () => {
  /** The five look-ups of the row are numbers 2 to 6; the first is that of nobody. */
  const lostWith = (...faults: readonly string[]) =>
    runInMemory({ rows: [row], faults: ['reset:before:create=1', ...faults] });

  it('takes two look-ups after the settle time, both of which say so', async () => {
    const result = await lostWith();
    expect(statusesOf(result)).toEqual(['created']);
    expect(leftAt(result, 'create')).toEqual([0, untilSure]);
  });

  test.each(['other-email:look-up=5', 'other-email:look-up=6', '400-unknown-code:look-up=6'])(
    'is not proven where one of the two is unclear (%s)',
    async (fault) => {
      const result = await lostWith(fault);
      expect(result.outcomes.get(2)).toEqual({ status: 'unconfirmed', reason: 'connection-lost' });
      expect(leftAt(result, 'create')).toHaveLength(1);
    },
  );

  it('does not need the early look-ups', async () => {
    const result = await lostWith('other-email:look-up=2:times=3');
    expect(statusesOf(result)).toEqual(['created']);
  });

  it('is not believed before the settle time: a slow server may still store it', async () => {
    const result = await runInMemory({
      rows: [row],
      sandbox: { emails: 'not-unique' },
      faults: [`reset:late=${settleMs - 1}:create=1`],
    });
    expect(result.outcomes.get(2)).toMatchObject({ status: 'created', confirmed: true });
    expect(result.sandbox.customers).toHaveLength(1);
  });

  it('has its time counted from the end of the attempt, not from its beginning', async () => {
    const result = await runInMemory({
      rows: [row],
      sandbox: { emails: 'not-unique' },
      wrap: (transport, clock) => ({
        ...transport,
        exchange: async (request, signal) => {
          const exchange = await transport.exchange(request, signal);
          if (request.data === undefined || clock.monotonic() > 0) return exchange;
          await clock.sleep(40_000);
          return { kind: 'no-answer', reason: 'time-out' };
        },
      }),
      faults: [`reset:late=${settleMs + 30_000}:create=1`],
    });
    expect(result.sandbox.customers).toHaveLength(1);
  });

  it('found by a reconcile waits for a resume, and unclear look-ups leave all as it was', async () => {
    const stopped = await runInMemory({
      rows: [row],
      faults: ['reset:before:create=1', `other-email:look-up-email=${email}:times=5`],
      onEvent: (event, control) => {
        if (event.event === 'settling') control.stop({ kind: 'interrupted', signal: 'SIGINT' });
      },
    });
    const unclear = await runInMemory({ rows: [row], after: stopped, setting: { mayCreate: false } });
    expect(unclear.outcomes.get(2)).toEqual({ status: 'unconfirmed', reason: 'connection-lost' });
    const settled = await runInMemory({ rows: [row], after: unclear, setting: { mayCreate: false } });
    expect(settled.outcomes.get(2)).toEqual({ status: 'not-sent', reason: 'settled-absent' });
    const again = await runInMemory({ rows: [row], after: settled, setting: { mayCreate: false } });
    expect(again.requests).toEqual([]);
    expect(again.outcomes.get(2)).toEqual({ status: 'not-sent', reason: 'settled-absent' });
  });
});

describe('look-ups', () => {
  it('are tried with an address that nobody has, before the first row and never where nothing is to be sent', async () => {
    const result = await runInMemory({ rows: [row] });
    expect(result.requests.map(({ action, email: of }) => [action, of])).toEqual([
      ['look-up', nobodysEmail],
      ['create', email],
    ]);
    expect((await runInMemory({ rows: [customerRow(2, { 3: '12' })] })).requests).toEqual([]);
  });

  it('that refuse the key stop the run before anything is sent', async () => {
    const result = await runInMemory({ rows: customerRows(3), sandbox: { keys: ['another'] } });
    expect(result.stop).toEqual({ kind: 'key-refused', code: 'INVALID_API_KEY' });
    expect(statusesOf(result)).toEqual(['not-sent', 'not-sent', 'not-sent']);
    expect(leftAt(result, 'create')).toEqual([]);
  });

  it('that refuse the key later stop the run too', async () => {
    const result = await runInMemory({
      rows: customerRows(20),
      concurrency: 1,
      faults: ['reset:before:create=8', '401-message:look-up=2'],
      sandbox: { latencyMs: 1_000 },
    });
    expect(result.stop).toMatchObject({ kind: 'key-refused' });
    expect(statusesOf(result).filter((status) => status === 'unconfirmed')).toHaveLength(1);
    expect(statusesOf(result).filter((status) => status === 'not-sent').length).toBeGreaterThan(0);
  });

  it('that fail for a while have creating pause, then all goes on', async () => {
    const result = await runInMemory({
      rows: customerRows(20),
      concurrency: 1,
      faults: ['reset:before:create=8', '500-html:look-up=2:times=6'],
      sandbox: { latencyMs: 100 },
    });
    expect(result.events).toContainEqual({ event: 'waiting', reason: 'look-ups-failing', seconds: 2 });
    expect(result.stop).toBeUndefined();
    expect(new Set(statusesOf(result))).toEqual(new Set(['created']));
  });

  it('that fail for ever stop the run, so that no more rows become uncertain', async () => {
    const result = await runInMemory({
      rows: customerRows(400),
      concurrency: 1,
      faults: ['reset:before:create=8', '500-html:look-up=2:times=99'],
      sandbox: { latencyMs: 1_000 },
    });
    expect(result.stop).toEqual({ kind: 'look-ups-failing' });
    expect(statusesOf(result).filter((status) => status === 'unconfirmed')).toHaveLength(1);
    expect(statusesOf(result)).toContain('not-sent');
    const resumed = await runInMemory({ rows: customerRows(400), after: result });
    expect(statusesOf(resumed)).toContain('unconfirmed');
    expect(leftAt(resumed, 'create')).toEqual([]);
  });

  it('that fail for one address leave that row alone open', async () => {
    const result = await runInMemory({
      rows: customerRows(12),
      faults: ['reset:before:email=c9@example.com', '500-html:look-up-email=c9@example.com:times=99'],
    });
    expect(result.outcomes.get(9)).toEqual({ status: 'unconfirmed', reason: 'connection-lost' });
    expect(statusesOf(result).filter((status) => status === 'created')).toHaveLength(11);
    expect(result.stop).toBeUndefined();
  });

  it('are tried again where nothing answers at the start; a machine without a way sends nothing', async () => {
    const cut = answeredBy((action) =>
      action === 'getcustomerid' ? { kind: 'not-sent', reason: 'unreachable' } : undefined,
    );
    const result = await runInMemory({ rows: customerRows(3), wrap: cut });
    expect(result.stop).toEqual({ kind: 'unreachable', cause: 'unreachable' });
    expect(result.sandbox.requests.creates).toBe(0);
  });

  test.each([429, 503])('that are answered %i have everybody wait as told', async (status) => {
    const fault = status === 429 ? '429' : '503-html';
    const result = await runInMemory({
      rows: customerRows(60),
      concurrency: 2,
      faults: ['reset:before:create=8', `${fault}:look-up=2:retry-after=30`],
      sandbox: { latencyMs: 200 },
    });
    const asked = result.requests.find(({ email: of }) => of === 'c9@example.com')?.endedAt ?? 0;
    const told = leftAt(result, 'look-up', 'c9@example.com')[0] ?? 0;
    expect(asked).toBeGreaterThan(0);
    const during = result.requests.filter(({ leftAt: at }) => at > told + 200 && at < told + 200 + 30_000);
    expect(during).toEqual([]);
    expect(new Set(statusesOf(result))).toEqual(new Set(['created']));
  });
});

function withBody(exchange: Exchange, change: (body: string) => string): Exchange {
  return exchange.kind === 'answered' ? { ...exchange, body: change(exchange.body) } : exchange;
}
