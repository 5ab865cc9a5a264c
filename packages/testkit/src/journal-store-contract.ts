import type { Account, Claim, JournalStore, NewRun } from '@solarproof-import/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { deliveryStoreContract } from './delivery-store-contract.js';
import { created, intentOf, sam } from './journal-rows.js';
import { temporaryFolder } from './temporary-folder.js';

/** Opens the store that is kept in a folder; makes it where there is none. */
type Open = (folder: string) => Promise<JournalStore> | JournalStore;

const account: Account = { host: 'solarproof.com.au', name: 'default' };
const sandbox: Account = { host: 'sandbox', name: 'default' };
const jo = intentOf();

/** What every store of journals must keep: across runs, accounts, and being closed and opened again. */
export function journalStoreContract(name: string, open: Open): void {
  describe(`${name} as a store of journals`, () => {
    keepingRuns(open);
    keepingRows(open);
    acrossRuns(open);
    recovering(open);
    knowingKeys(open);
    deliveryStoreContract(() => storeWith(open));
  });
}

/** A run for tests of stores. */
function newRun(id: string, changes: Partial<NewRun> = {}): NewRun {
  const source = { name: 'customers.csv', format: 'csv', sha256: 'ab'.repeat(32), bytes: 1234 } as const;
  const file = '/home/office/customers.csv';
  return { id, account, source, file, started: new Date('2026-11-23T10:00:00.123Z'), rows: 12, ...changes };
}

/** A store in an empty folder, with runs in it; `reopen` closes it and opens it again. */
async function storeWith(open: Open, ...runs: readonly NewRun[]): Promise<StoreUnderTest> {
  const folder = await temporaryFolder();
  let store = await open(folder);
  onTestFinished(() => store.close());
  for (const run of runs) await store.addRun(run);
  return {
    store,
    reopen: async () => {
      await store.close();
      store = await open(folder);
      return store;
    },
  };
}

interface StoreUnderTest {
  readonly store: JournalStore;
  reopen(): Promise<JournalStore>;
}

function keepingRuns(open: Open): void {
  it('is empty at first', async () => {
    const { store } = await storeWith(open);
    expect(await store.runs()).toEqual([]);
    expect(await store.run('r1')).toBeUndefined();
    await expect(store.journal('r1')).rejects.toThrow(/r1/);
    expect(await store.recover(account)).toBe(0);
    expect(await store.findDamage()).toEqual([]);
  });

  it('gives runs back as they were added, also when opened again', async () => {
    const source = { name: 'b.xlsx', format: 'xlsx', sha256: 'cd'.repeat(32), bytes: 0 } as const;
    const runs = [newRun('r1'), newRun('r2', { account: sandbox, source, rows: 0 })] as const;
    const { store, reopen } = await storeWith(open, ...runs);
    expect(await store.run('r1')).toEqual(runs[0]);
    const again = await reopen();
    expect(await again.run('r2')).toEqual(runs[1]);
    expect(await again.findDamage()).toEqual([]);
  });

  it('gives the newest first: by start, then by ID', async () => {
    const later = { started: new Date('2026-11-23T10:00:01Z') };
    const { store } = await storeWith(open, newRun('b'), newRun('a', later), newRun('c'));
    expect((await store.runs()).map(({ id }) => id)).toEqual(['a', 'c', 'b']);
  });

  it('refuses an ID that is taken, and keeps the run that has it', async () => {
    const { store } = await storeWith(open, newRun('r1'));
    await expect(store.addRun(newRun('r1', { rows: 99 }))).rejects.toThrow(/r1/);
    expect(await store.run('r1')).toEqual(newRun('r1'));
  });

  it("finds an account's runs by the bytes of their source, the newest first", async () => {
    const source = { name: 'b.csv', format: 'csv', sha256: 'cd'.repeat(32), bytes: 1 } as const;
    const later = { started: new Date('2026-11-24T10:00:00Z') };
    const { store } = await storeWith(
      open,
      newRun('r1', later),
      newRun('r2'),
      newRun('r3', { source }),
      newRun('r4', { account: sandbox }),
    );
    expect((await store.runsOfContent(account, 'ab'.repeat(32))).map(({ id }) => id)).toEqual(['r1', 'r2']);
    expect(await store.runsOfContent(account, 'ef'.repeat(32))).toEqual([]);
    expect(await store.runsOfContent({ host: 'new', name: 'x' }, 'ab'.repeat(32))).toEqual([]);
  });

  it('keeps how a run ended, the latest time', async () => {
    const { store, reopen } = await storeWith(open, newRun('r1'));
    const at = new Date('2026-11-23T11:00:00Z');
    await store.endRun('r1', { at, seconds: 0.5, counts: { created: 1 }, exitCode: 5, stopped: 'throttled' });
    const end = { at, seconds: 12, counts: { created: 10, 'not-sent': 2 }, exitCode: 0 };
    await store.endRun('r1', end);
    expect(await (await reopen()).run('r1')).toEqual({ ...newRun('r1'), end });
    await expect(store.endRun('r2', end)).rejects.toThrow();
  });

  it('keeps that the values of a run were purged, and its rows', async () => {
    const { store, reopen } = await storeWith(open, newRun('r1'));
    await begun(store, 'r1');
    await (await store.journal('r1')).settle(2, created);
    await store.markPurged('r1', new Date('2026-12-24T00:00:00Z'));
    const again = await reopen();
    expect((await again.run('r1'))?.purged).toEqual(new Date('2026-12-24T00:00:00Z'));
    expect(await (await again.journal('r1')).outcomeOf(2)).toEqual(created);
  });

  it('can be closed twice', async () => {
    const { store } = await storeWith(open);
    await store.close();
    await store.close();
    await expect(store.addRun(newRun('r1'))).rejects.toThrow();
  });
}

function keepingRows(open: Open): void {
  it('knows rows, attempts and customers again when it is opened again', async () => {
    const { store, reopen } = await storeWith(open, newRun('r1'));
    const journal = await store.journal('r1');
    await journal.begin(jo);
    await journal.settle(2, created);
    await journal.begin(intentOf({ row: 3, email: 'kim@example.com' }));
    await journal.unconfirm(3, 'time-out');
    await journal.begin(intentOf({ row: 4, email: 'lee@example.com' }));
    await journal.release(4, 'settled-absent');
    await journal.settle(5, { status: 'duplicate', of: 2 });
    const again = await (await reopen()).journal('r1');
    expect(await Promise.all([2, 3, 4, 5].map((row) => again.outcomeOf(row)))).toEqual([
      created,
      { status: 'unconfirmed', reason: 'time-out' },
      { status: 'not-sent', reason: 'settled-absent' },
      { status: 'duplicate', of: 2 },
    ]);
    const attempt = await again.attemptOf(3);
    expect(attempt?.began).toEqual(jo.at);
    expect([attempt?.isOurs(jo.identity), attempt?.isOurs(sam.identity)]).toEqual([true, false]);
    expect(await again.knownCustomer(jo.emailKey, jo.person)).toMatchObject({ row: 2 });
    expect(await again.begin(intentOf({ row: 9, email: 'kim@example.com' }))).toMatchObject({
      kind: 'open-elsewhere',
      row: 3,
    });
  });

  it('gives one journal for a run, whoever asks', async () => {
    const { store } = await storeWith(open, newRun('r1'), newRun('r2'));
    await begun(store, 'r1');
    expect(await store.journal('r1')).toBe(await store.journal('r1'));
    expect(await begun(store, 'r2')).toMatchObject({ journal: await store.journal('r1') });
  });
}

function acrossRuns(open: Open): void {
  it('keeps the rows of runs apart', async () => {
    const { store } = await storeWith(open, newRun('r1'), newRun('r2'));
    await begun(store, 'r1');
    expect(await (await store.journal('r2')).outcomeOf(2)).toBeUndefined();
  });

  it('tells a run that an attempt is open in another, and lets it be settled there', async () => {
    const { store, reopen } = await storeWith(open, newRun('r1'), newRun('r2'));
    await begun(store, 'r1');
    await (await store.journal('r1')).unconfirm(2, 'time-out');
    const again = await reopen();
    const claim = await begun(again, 'r2');
    if (claim.kind !== 'open-elsewhere') throw new Error(claim.kind);
    expect([claim.runId, claim.row, claim.attempt.isOurs(jo.identity)]).toEqual(['r1', 2, true]);
    expect(await (await again.journal('r2')).outcomeOf(2)).toBeUndefined();
    await claim.journal.settle(claim.row, { ...created, confirmed: true });
    expect(await begun(again, 'r2')).toMatchObject({ outcome: { status: 'already-imported', runId: 'r1' } });
    expect(await (await again.journal('r1')).outcomeOf(2)).toEqual({ ...created, confirmed: true });
  });

  it('remembers for good, in every run, that an attempt may have landed', async () => {
    const { store, reopen } = await storeWith(open, newRun('r1'), newRun('r2'));
    await begun(store, 'r1');
    const first = await store.journal('r1');
    await first.unconfirm(2, 'time-out');
    await first.release(2, 'settled-absent');
    expect(await begun(await reopen(), 'r2')).toEqual({ kind: 'claimed', mayHaveLanded: true });
  });

  it('knows the customers of earlier runs, and says which run knows them', async () => {
    const { store, reopen } = await storeWith(open, newRun('r1'), newRun('r2'));
    await begun(store, 'r1');
    await (await store.journal('r1')).settle(2, created);
    const again = await reopen();
    const known = { status: 'already-imported', customerId: '79459', runId: 'r1', at: expect.any(String) };
    expect(await again.knownCustomer(account, jo.emailKey, jo.person)).toEqual({ row: 2, outcome: known });
    expect(await begun(again, 'r2')).toEqual({ kind: 'settled', outcome: known });
    expect(await (await again.journal('r2')).outcomeOf(2)).toEqual(known);
    expect(
      await (await again.journal('r2')).isOfAnother('79459', intentOf({ email: 'x@y.example' }).emailKey),
    ).toBe(true);
    // What was known already is nothing new: the ledger still names the run that brought the customer.
    expect((await again.knownCustomer(account, jo.emailKey, sam.person))?.outcome).toEqual({
      ...known,
      otherName: true,
    });
  });

  it('gives a row that was not sent the customer that another run has made meanwhile', async () => {
    const { store } = await storeWith(open, newRun('r1'), newRun('r2'));
    await begun(store, 'r1');
    const first = await store.journal('r1');
    await first.release(2);
    await begun(store, 'r2');
    await (await store.journal('r2')).settle(2, created);
    expect(await begun(store, 'r1')).toMatchObject({ outcome: { status: 'already-imported', runId: 'r2' } });
    expect(await first.outcomeOf(2)).toMatchObject({ status: 'already-imported' });
  });

  it('keeps the customers of accounts apart', async () => {
    const { store } = await storeWith(open, newRun('r1'), newRun('r2', { account: sandbox }));
    await begun(store, 'r1');
    expect(await begun(store, 'r2')).toEqual({ kind: 'claimed', mayHaveLanded: false });
    await (await store.journal('r1')).settle(2, created);
    const second = await store.journal('r2');
    expect(await second.knownCustomer(jo.emailKey, jo.person)).toBeUndefined();
    expect(await store.knownCustomer(sandbox, jo.emailKey, jo.person)).toBeUndefined();
    expect(await store.knownCustomer({ host: 'new', name: 'x' }, jo.emailKey, jo.person)).toBeUndefined();
    expect(await second.isOfAnother('79459', intentOf({ email: 'x@y.example' }).emailKey)).toBe(false);
  });
}

function recovering(open: Open): void {
  it("makes what an account's dead runs left begun unconfirmed, once, and touches nothing else", async () => {
    const runs = [newRun('r1'), newRun('r2'), newRun('r3', { account: sandbox })];
    const { store, reopen } = await storeWith(open, ...runs);
    await begun(store, 'r1');
    const second = await store.journal('r2');
    for (const row of [3, 4, 5, 6]) await second.begin(intentOf({ row, email: `c${row}@example.com` }));
    await second.settle(3, created);
    await second.release(4);
    await second.unconfirm(5, 'time-out');
    await begun(store, 'r3');
    const again = await reopen();
    expect(await again.recover(account)).toBe(2);
    expect(await again.recover(account)).toBe(0);
    const left = { status: 'unconfirmed', reason: 'program-ended' };
    expect(await (await again.journal('r1')).outcomeOf(2)).toEqual(left);
    const rows = await again.journal('r2');
    expect(await Promise.all([3, 4, 5, 6].map((row) => rows.outcomeOf(row)))).toEqual([
      created,
      { status: 'not-sent', reason: 'run-stopped' },
      { status: 'unconfirmed', reason: 'time-out' },
      left,
    ]);
    await rows.release(6, 'settled-absent');
    const claim = await rows.begin(intentOf({ row: 6, email: 'c6@example.com' }));
    expect(claim).toEqual({ kind: 'claimed', mayHaveLanded: true });
    await expect((await again.journal('r3')).begin(jo)).rejects.toThrow(/row 2/);
  });
}

function knowingKeys(open: Open): void {
  it("knows an account's keys again, and which is another", async () => {
    const { store, reopen } = await storeWith(open);
    expect(await store.keyStanding(account, 'one')).toBe('first');
    expect(await store.keyStanding(account, 'one')).toBe('first');
    await store.rememberKey(account, 'one');
    await store.rememberKey(account, 'one');
    expect(await store.keyStanding(account, 'two')).toBe('other');
    await store.rememberKey(account, 'two');
    const again = await reopen();
    expect(await again.keyStanding(account, 'one')).toBe('known');
    expect(await again.keyStanding(account, 'two')).toBe('known');
    expect(await again.keyStanding(account, 'three')).toBe('other');
    expect(await again.keyStanding(sandbox, 'one')).toBe('first');
    expect(await again.keyStanding({ ...account, name: 'second' }, 'one')).toBe('first');
  });
}

async function begun(store: JournalStore, run: string): Promise<Claim> {
  return (await store.journal(run)).begin(jo);
}
