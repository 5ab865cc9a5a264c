import path from 'node:path';
import {
  type Account,
  type EarlierClaim,
  type Journal,
  type JournalStore,
  type NewRun,
} from '@solarproof-import/core';
import { openJournalStore } from '@solarproof-import/journal-sqlite';
import { FakeClock, temporaryFolder } from '@solarproof-import/testkit';
import { describe, expect, it, onTestFinished } from 'vitest';
import { firstCreateLost } from './between.js';
import {
  customerRow,
  customerRows,
  leftAt,
  runInMemory,
  settleMs,
  statusesOf,
  type InMemoryResult,
  type InMemoryRun,
} from './in-memory-run.js';

const home: Account = { host: 'sandbox', name: 'default' };
const email = 'c2@example.com';
const row = customerRow(2);

/** A store of runs as it is on the disk; every call of what it hands back is another run. */
async function severalRuns(): Promise<{
  readonly store: JournalStore;
  readonly run: (given: InMemoryRun & { readonly account?: Account }) => Promise<InMemoryResult>;
}> {
  const clock = new FakeClock();
  const file = path.join(await temporaryFolder(), 'journal.db');
  const store = openJournalStore({ file, secret: new Uint8Array(32).fill(7), now: () => clock.now() });
  onTestFinished(() => store.close());
  let number = 0;
  const journalOf = async (account: Account): Promise<Journal> => {
    number += 1;
    await store.addRun(newRun(`20260302-09000${number}-abcdef`, account, clock.now()));
    return store.journal(`20260302-09000${number}-abcdef`);
  };
  const run = async ({ account = home, ...given }: InMemoryRun & { readonly account?: Account }) =>
    runInMemory({ clock, ...given, journal: given.journal ?? (await journalOf(account)) });
  return { store, run };
}

function newRun(id: string, account: Account, started: Date): NewRun {
  const source = { name: 'list.csv', format: 'csv', sha256: 'ab'.repeat(32), bytes: 1 } as const;
  return { id, account, source, file: '/srv/list.csv', started, rows: 1 };
}

/** Stops as soon as a row waits for its look-ups: it stays unconfirmed. */
const stopWhenOpen: NonNullable<InMemoryRun['onEvent']> = (event, control) => {
  if (event.event === 'settling') control.stop({ kind: 'interrupted', signal: 'SIGINT' });
};

describe("another run's open attempt", () => {
  it('is settled first: found, so the row is imported already, and both runs know it', async () => {
    const { run } = await severalRuns();
    const first = await run({ rows: [row], faults: ['reset:after:create=1'], onEvent: stopWhenOpen });
    expect(statusesOf(first)).toEqual(['unconfirmed']);
    const second = await run({
      rows: [customerRow(7, { 0: 'Jo2', 2: 'C2@Example.com' })],
      sent: first.sandbox,
    });
    expect(second.outcomes.get(7)).toMatchObject({
      status: 'already-imported',
      customerId: '79459',
      runId: '20260302-090001-abcdef',
    });
    expect(leftAt(second, 'create')).toEqual([]);
    expect(await first.journal.outcomeOf(2)).toEqual({
      status: 'created',
      customerId: '79459',
      confirmed: true,
    });
  });

  it('is settled first: absent, so the row is sent, and the other run says not-sent', async () => {
    const { run } = await severalRuns();
    const first = await run({ rows: [row], faults: ['reset:before:create=1'], onEvent: stopWhenOpen });
    const from = first.clock.monotonic();
    const second = await run({ rows: [row], sent: first.sandbox });
    expect(second.outcomes.get(2)).toMatchObject({ status: 'created' });
    expect(leftAt(second, 'create')).toEqual([from + settleMs + settleMs / 9]);
    expect(await first.journal.outcomeOf(2)).toEqual({ status: 'not-sent', reason: 'settled-absent' });
    const resumed = await run({ rows: [row], sent: first.sandbox, journal: first.journal });
    expect(resumed.outcomes.get(2)).toMatchObject({ status: 'already-imported' });
    expect(first.sandbox.customers).toHaveLength(1);
  });

  it('that stays unclear leaves the row unsent', async () => {
    const { run } = await severalRuns();
    const first = await run({
      rows: [row],
      faults: ['reset:after:create=1', `other-email:look-up-email=${email}:times=9`],
      onEvent: stopWhenOpen,
    });
    const second = await run({ rows: [row], sent: first.sandbox });
    expect(second.outcomes.get(2)).toEqual({ status: 'not-sent', reason: 'waits-for-run' });
    expect(first.sandbox.requests.creates).toBe(1);
  });

  it('may have landed for good: what it stored long after is known for our own', async () => {
    const { run } = await severalRuns();
    const first = await run({ rows: [row], wrap: firstCreateLost('before'), onEvent: stopWhenOpen });
    const { journal, sandbox } = first;
    const reconciled = await run({ rows: [row], sent: sandbox, journal, setting: { mayCreate: false } });
    expect(reconciled.outcomes.get(2)).toEqual({ status: 'not-sent', reason: 'settled-absent' });
    // The same request by other hands: what a server does that stores it hours after its time.
    await runInMemory({ rows: [row], sent: sandbox });
    expect(sandbox.customers).toHaveLength(1);
    const another = await run({ rows: [row], sent: sandbox });
    expect(another.outcomes.get(2)).toEqual({ status: 'created', customerId: '79459', confirmed: true });
    const stranger = await runInMemory({ rows: [row], sent: sandbox });
    expect(stranger.outcomes.get(2)).toEqual({ status: 'exists', customerId: '79459' });
  });
});

describe('the same list again', () => {
  it('by another run sends nothing, and says which run knows each customer and since when', async () => {
    const { run } = await severalRuns();
    const first = await run({ rows: customerRows(3) });
    const second = await run({ rows: customerRows(3), sent: first.sandbox });
    expect([...second.outcomes.values()]).toEqual(
      ['79459', '79460', '79461'].map((customerId) => ({
        status: 'already-imported',
        customerId,
        runId: '20260302-090001-abcdef',
        at: '2026-03-02T09:00:00.000Z',
      })),
    );
    expect(leftAt(second, 'create')).toEqual([]);
  });

  it('into another account is another matter', async () => {
    const { run } = await severalRuns();
    await run({ rows: customerRows(2) });
    const other = await run({ rows: customerRows(2), account: { ...home, name: 'north' } });
    expect(statusesOf(other)).toEqual(['created', 'created']);
    expect(other.sandbox.customers).toHaveLength(2);
  });

  it('with --recheck leaves a row alone that cannot be looked up', async () => {
    const { run } = await severalRuns();
    const first = await run({
      rows: [row],
      faults: [`other-email:look-up-email=${email}`],
    });
    const second = await run({ rows: [row], sent: first.sandbox, setting: { recheck: true } });
    expect(second.outcomes.get(2)).toEqual({ status: 'not-sent', reason: 'not-rechecked' });
    expect(leftAt(second, 'create')).toEqual([]);
  });

  it('with --recheck tells the ID that the customer has now', async () => {
    const { run } = await severalRuns();
    await run({ rows: [row] });
    const anew = await run({ rows: customerRows(3).slice(1), account: { ...home, name: 'north' } });
    const moved = await run({
      rows: [customerRow(2, { 0: 'Jo2' })],
      sent: anew.sandbox,
      account: { ...home, name: 'north' },
    });
    const again = await run({ rows: [row], sent: moved.sandbox, setting: { recheck: true } });
    expect(again.outcomes.get(2)).toMatchObject({ status: 'already-imported', customerId: '79461' });
  });
});

it('an ID that the ledger knows under another e-mail stops the run, and is not believed', async () => {
  const { run } = await severalRuns();
  await run({ rows: [row] });
  const another = await run({ rows: customerRows(6).slice(1), concurrency: 1 });
  expect(another.stop).toEqual({ kind: 'id-of-another', customerId: '79459' });
  expect(another.outcomes.get(3)).toEqual({ status: 'unconfirmed', reason: 'id-of-another' });
  expect(statusesOf(another).slice(1)).toEqual(['not-sent', 'not-sent', 'not-sent', 'not-sent']);
});

describe('a result workbook that is fed back', () => {
  const claiming = (claim: EarlierClaim): NonNullable<InMemoryRun['setting']> => ({
    earlierClaims: () => Promise.resolve(claim),
  });

  it('claims an ID that only counts where a look-up shows the same', async () => {
    const sandbox = (await (await severalRuns()).run({ rows: [row] })).sandbox;
    const { run } = await severalRuns();
    const claim = { runId: 'a-run', customerId: '79459' };
    const confirmed = await run({ rows: [row], sent: sandbox, setting: claiming(claim) });
    expect(confirmed.outcomes.get(2)).toMatchObject({ status: 'already-imported', ...claim });
    expect(leftAt(confirmed, 'create')).toEqual([]);
  });

  it.each([
    ['belongs to somebody else', '5'],
    ['is gone', '79460'],
  ])('claims an ID that %s: the row is sent as any other', async (what, customerId) => {
    const there = what === 'is gone' ? [customerRow(9)] : [row];
    const sandbox = (await (await severalRuns()).run({ rows: there })).sandbox;
    const { run } = await severalRuns();
    const sent = await run({ rows: [row], sent: sandbox, setting: claiming({ runId: 'a-run', customerId }) });
    expect(statusesOf(sent)).toEqual([what === 'is gone' ? 'created' : 'exists']);
  });

  it.each(['before', 'after'] as const)(
    'has a row settled under the e-mail that was sent before it is sent under its new one (stored: %s)',
    async (when) => {
      const { run } = await severalRuns();
      const first = await run({ rows: [row], wrap: firstCreateLost(when), onEvent: stopWhenOpen });
      const unsettled = { email, row: 2, journal: first.journal };
      const second = await run({
        rows: [customerRow(2, { 2: 'new@example.com' })],
        sent: first.sandbox,
        setting: claiming({ runId: 'a-run', unsettled }),
      });
      const customers = first.sandbox.customers.map((customer) => customer.email);
      if (when === 'before') {
        expect(second.outcomes.get(2)).toMatchObject({ status: 'created' });
        expect(customers).toEqual(['new@example.com']);
        expect(await first.journal.outcomeOf(2)).toEqual({ status: 'not-sent', reason: 'settled-absent' });
      } else {
        expect(second.outcomes.get(2)).toMatchObject({ status: 'already-imported', customerId: '79459' });
        expect(customers).toEqual([email]);
        expect(await first.journal.outcomeOf(2)).toMatchObject({ status: 'created', confirmed: true });
      }
    },
  );
});
