import type { Journal, Outcome, SettledOutcome } from '@solarproof-import/core';
import { describe, expect, it } from 'vitest';
import { created, intentOf, sam } from './journal-rows.js';

type Make = () => Promise<Journal> | Journal;

const jo = intentOf();
const notOursOf = { emailKey: jo.emailKey, person: jo.person };
const isoTime: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);

const settledOutcomes: readonly SettledOutcome[] = [
  created,
  { status: 'created', customerId: '79459', confirmed: true },
  { status: 'exists', customerId: '51' },
  { status: 'exists', customerId: '51', otherName: true },
  { status: 'rejected', code: 'INVALID_PARAMETERS', message: 'phone1 {phone1} is invalid', field: 'phone1' },
  { status: 'rejected', code: 'USER_NOT_FOUND', message: '' },
  { status: 'duplicate', of: 4 },
  { status: 'duplicate', of: 4, customerId: '51' },
  { status: 'already-imported', customerId: '51', runId: 'a-run', at: '2026-11-23T10:00:00.000Z' },
  {
    status: 'already-imported',
    customerId: '5',
    runId: 'r',
    at: '2026-11-23T10:00:00.000Z',
    otherName: true,
  },
];

/** What every journal must keep, within one run. @param make opens a new, empty one, whose ledger knows nothing */
export function journalContract(name: string, make: Make): void {
  describe(`${name} as a journal`, () => {
    beginning(make);
    takingBack(make);
    unconfirming(make);
    settling(make);
    knowingCustomers(make);
    telling(make);
  });
}

function beginning(make: Make): void {
  it('knows nothing of a row that was never begun', async () => {
    const journal = await make();
    expect(await journal.outcomeOf(2)).toBeUndefined();
    expect(await journal.attemptOf(2)).toBeUndefined();
    expect(await all(journal)).toEqual([]);
  });

  it('gives a row to the first who begins it, and calls it unconfirmed until it is settled', async () => {
    const journal = await make();
    expect(await journal.begin(jo)).toEqual({ kind: 'claimed', mayHaveLanded: false });
    expect(await journal.outcomeOf(2)).toEqual({ status: 'unconfirmed', reason: 'program-ended' });
    await journal.settle(2, created);
    expect(await journal.outcomeOf(2)).toEqual(created);
  });

  it('refuses to give one row to two at once', async () => {
    const journal = await make();
    await journal.begin(jo);
    await expect(journal.begin(jo)).rejects.toThrow(/row 2/);
    const both = await Promise.allSettled([journal.begin(intentOf(other)), journal.begin(intentOf(other))]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('gives an e-mail to one row at a time: the other is told of the open attempt', async () => {
    const journal = await make();
    const at = new Date('2026-11-23T10:00:01Z');
    const claims = await Promise.all([journal.begin({ ...jo, at }), journal.begin(intentOf({ row: 9 }))]);
    expect(claims[0]).toMatchObject({ kind: 'claimed' });
    const claim = claims[1];
    if (claim?.kind !== 'open-elsewhere') throw new Error(claim?.kind);
    expect(claim.row).toBe(2);
    expect(claim.journal).toBe(journal);
    expect(claim.attempt.began).toEqual(at);
    expect(await journal.outcomeOf(9)).toBeUndefined();
  });

  it('tells of an open attempt also while it is unconfirmed, and gives the e-mail away when it was released', async () => {
    const journal = await make();
    await journal.begin(jo);
    await journal.unconfirm(2, 'time-out');
    expect(await journal.begin(intentOf({ row: 9 }))).toMatchObject({ kind: 'open-elsewhere', row: 2 });
    await journal.release(2, 'settled-absent');
    expect(await journal.begin(intentOf({ row: 9 }))).toEqual({ kind: 'claimed', mayHaveLanded: true });
    expect(await journal.begin(jo)).toMatchObject({ kind: 'open-elsewhere', row: 9 });
  });
}

const other = { row: 3, email: 'kim@example.com' };

function takingBack(make: Make): void {
  it('lets a released row be begun again, and says meanwhile why it is not sent', async () => {
    const journal = await make();
    await journal.begin(jo);
    await journal.release(2);
    expect(await journal.outcomeOf(2)).toEqual({ status: 'not-sent', reason: 'run-stopped' });
    expect(await journal.attemptOf(2)).toBeUndefined();
    expect(await journal.begin(jo)).toEqual({ kind: 'claimed', mayHaveLanded: false });
    await journal.unconfirm(2, 'time-out');
    await journal.release(2, 'never-answered');
    expect(await journal.outcomeOf(2)).toEqual({ status: 'not-sent', reason: 'never-answered' });
  });

  it('notes of a row that was never begun why it is not sent; it can still be begun', async () => {
    const journal = await make();
    await journal.release(2, 'waits-for-run');
    expect(await journal.outcomeOf(2)).toEqual({ status: 'not-sent', reason: 'waits-for-run' });
    expect(await journal.attemptOf(2)).toBeUndefined();
    expect(await journal.begin(jo)).toMatchObject({ kind: 'claimed', mayHaveLanded: false });
  });

  it('does not release a row that is settled', async () => {
    const journal = await make();
    await journal.begin(jo);
    await journal.settle(2, created);
    await expect(journal.release(2)).rejects.toThrow(/row 2/);
    expect(await journal.outcomeOf(2)).toEqual(created);
  });
}

function unconfirming(make: Make): void {
  it('keeps an unconfirmed row open: it is not begun again, and can be settled', async () => {
    const journal = await make();
    await journal.begin(jo);
    await journal.unconfirm(2, 'time-out');
    const unconfirmed: Outcome = { status: 'unconfirmed', reason: 'time-out' };
    expect(await journal.outcomeOf(2)).toEqual(unconfirmed);
    expect(await journal.begin(jo)).toEqual({ kind: 'settled', outcome: unconfirmed });
    await journal.settle(2, created);
    expect(await journal.outcomeOf(2)).toEqual(created);
  });

  it('remembers for good that an attempt may have landed, also after it was released and begun again', async () => {
    const journal = await make();
    await journal.begin(jo);
    await journal.unconfirm(2, 'time-out');
    await journal.release(2, 'settled-absent');
    expect(await journal.begin(jo)).toEqual({ kind: 'claimed', mayHaveLanded: true });
    await journal.release(2);
    expect(await journal.begin(jo)).toEqual({ kind: 'claimed', mayHaveLanded: true });
    await journal.settle(2, { status: 'rejected', code: 'DUPLICATE_EMAIL', message: '' });
    expect(await journal.begin(intentOf({ row: 9 }))).toEqual({ kind: 'claimed', mayHaveLanded: true });
  });

  it('takes a later reason, and none for a row that is not open', async () => {
    const journal = await make();
    await expect(journal.unconfirm(2, 'time-out')).rejects.toThrow(/row 2/);
    await journal.begin(jo);
    await journal.unconfirm(2, 'time-out');
    await journal.unconfirm(2, 'look-up-failed');
    expect(await journal.outcomeOf(2)).toEqual({ status: 'unconfirmed', reason: 'look-up-failed' });
    await journal.release(2);
    await expect(journal.unconfirm(2, 'time-out')).rejects.toThrow(/row 2/);
  });

  it('knows its own customer by what was sent, and when the first attempt began that may have landed', async () => {
    const journal = await make();
    const onDay = (day: number): Date => new Date(Date.UTC(2026, 10, day));
    await journal.begin(intentOf({ at: onDay(1) }));
    await journal.release(2);
    await journal.begin(intentOf({ at: onDay(2) }));
    const sending = await journal.attemptOf(2);
    expect(sending?.began).toEqual(onDay(2));
    expect(sending?.isOurs(jo.identity)).toBe(true);
    expect(sending?.isOurs(sam.identity)).toBe(false);
    await journal.unconfirm(2, 'time-out');
    await journal.release(2, 'settled-absent');
    await journal.begin(intentOf({ at: onDay(3) }));
    expect((await journal.attemptOf(2))?.began).toEqual(onDay(2));
    await journal.settle(2, created);
    expect(await journal.attemptOf(2)).toBeUndefined();
  });
}

function settling(make: Make): void {
  it('answers with the outcome when a settled row is begun again', async () => {
    const journal = await make();
    await journal.begin(jo);
    await journal.settle(2, created);
    expect(await journal.begin(jo)).toEqual({ kind: 'settled', outcome: created });
    expect(await journal.begin({ ...jo, again: true })).toEqual({ kind: 'settled', outcome: created });
  });

  it.each(settledOutcomes)('gives back what it was told: %j', async (outcome) => {
    const journal = await make();
    await journal.begin(jo);
    await journal.settle(2, outcome);
    await journal.settle(3, outcome);
    expect([await journal.outcomeOf(2), await journal.outcomeOf(3)]).toEqual([outcome, outcome]);
  });

  it('may be told the same twice, and nothing else', async () => {
    const journal = await make();
    await journal.begin(jo);
    for (const customerId of ['79459', '79459']) await journal.settle(2, { customerId, status: 'created' });
    await expect(journal.settle(2, { status: 'created', customerId: '1' })).rejects.toThrow(/row 2/);
    await expect(journal.settle(2, { ...created, confirmed: true })).rejects.toThrow(/row 2/);
    await expect(journal.unconfirm(2, 'time-out')).rejects.toThrow(/row 2/);
    expect(await journal.outcomeOf(2)).toEqual(created);
  });

  it('settles a row that was released', async () => {
    const journal = await make();
    await journal.begin(jo);
    await journal.release(2);
    await journal.settle(2, { status: 'exists', customerId: '51' });
    expect(await journal.outcomeOf(2)).toEqual({ status: 'exists', customerId: '51' });
    expect(await journal.knownCustomer(jo.emailKey, jo.person)).toMatchObject({ row: 2 });
  });
}

function knowingCustomers(make: Make): void {
  it.each([created, { status: 'exists', customerId: '79459' } as const])(
    'does not begin a row whose e-mail has a customer: $status',
    async (outcome) => {
      const journal = await make();
      expect(await journal.knownCustomer(jo.emailKey, jo.person)).toBeUndefined();
      await journal.begin(jo);
      await journal.settle(2, outcome);
      const known = {
        status: 'already-imported',
        customerId: '79459',
        runId: expect.any(String),
        at: isoTime,
      };
      expect(await journal.knownCustomer(jo.emailKey, jo.person)).toEqual({ row: 2, outcome: known });
      expect(await journal.begin(intentOf({ row: 9 }))).toEqual({ kind: 'settled', outcome: known });
      expect(await journal.outcomeOf(9)).toEqual(known);
    },
  );

  it('says when the row that was imported is about somebody with another name', async () => {
    const journal = await make();
    await journal.begin(jo);
    await journal.settle(2, created);
    expect((await journal.knownCustomer(jo.emailKey, sam.person))?.outcome).toMatchObject({
      otherName: true,
    });
    const claim = await journal.begin(intentOf({ row: 9, ...sam }));
    expect(claim).toMatchObject({
      kind: 'settled',
      outcome: { status: 'already-imported', otherName: true },
    });
  });

  it('begins it all the same where the customer was looked up and is gone, and then knows the new one', async () => {
    const journal = await make();
    await journal.begin(jo);
    await journal.settle(2, created);
    expect(await journal.begin(intentOf({ row: 9, again: true }))).toMatchObject({ kind: 'claimed' });
    expect(await journal.begin(intentOf({ row: 10 }))).toMatchObject({ kind: 'open-elsewhere', row: 9 });
    await journal.settle(9, { status: 'created', customerId: '80000' });
    const known = await journal.knownCustomer(jo.emailKey, jo.person);
    expect(known).toMatchObject({ row: 9, outcome: { customerId: '80000' } });
  });

  it('learns of a customer that needed no attempt, where it is told whose it is', async () => {
    const journal = await make();
    await journal.settle(3, { status: 'exists', customerId: '50' });
    expect(await journal.isOfAnother('50', jo.emailKey)).toBe(false);
    await journal.settle(2, { status: 'exists', customerId: '51' }, notOursOf);
    const known = await journal.knownCustomer(jo.emailKey, jo.person);
    expect(known).toMatchObject({ row: 2, outcome: { customerId: '51' } });
  });

  it.each(settledOutcomes.filter(({ status }) => status !== 'created' && status !== 'exists'))(
    'learns of no customer from %j',
    async (outcome) => {
      const journal = await make();
      await journal.begin(jo);
      await journal.settle(2, outcome);
      await journal.settle(3, outcome, notOursOf);
      expect(await journal.knownCustomer(jo.emailKey, jo.person)).toBeUndefined();
      expect(await journal.begin(intentOf({ row: 9 }))).toEqual({ kind: 'claimed', mayHaveLanded: false });
    },
  );

  it("leaves an attempt open that is not the settled row's own", async () => {
    const journal = await make();
    await journal.begin(jo);
    await journal.settle(3, { status: 'exists', customerId: '51' }, notOursOf);
    expect(await journal.begin(intentOf({ row: 9 }))).toMatchObject({ kind: 'open-elsewhere', row: 2 });
  });

  it('leaves the attempt of another row open when a row that was released is told of again', async () => {
    for (const tell of [
      (journal: Journal) => journal.release(2, 'waits-for-row'),
      (journal: Journal) => journal.settle(2, { status: 'duplicate', of: 9 }),
    ]) {
      const journal = await make();
      await journal.begin(jo);
      await journal.release(2);
      await journal.begin(intentOf({ row: 9 }));
      await tell(journal);
      expect(await journal.begin(intentOf({ row: 10 }))).toMatchObject({ kind: 'open-elsewhere', row: 9 });
    }
  });

  it('knows whether a customer has its ID under another e-mail', async () => {
    const journal = await make();
    const kim = intentOf(other);
    expect(await journal.isOfAnother('79459', kim.emailKey)).toBe(false);
    await journal.begin(jo);
    await journal.settle(2, created);
    expect(await journal.isOfAnother('79459', jo.emailKey)).toBe(false);
    expect(await journal.isOfAnother('79459', kim.emailKey)).toBe(true);
    expect(await journal.isOfAnother('7945', kim.emailKey)).toBe(false);
  });
}

function telling(make: Make): void {
  it('tells all that it knows by rising row', async () => {
    const journal = await make();
    await journal.settle(30, { status: 'duplicate', of: 2 });
    await journal.begin(intentOf({ row: 4, email: 'kim@example.com' }));
    await journal.begin(intentOf({ row: 100, email: 'sam@example.com' }));
    await journal.release(100);
    await journal.settle(2, created);
    expect(await all(journal)).toEqual([
      [2, 'created'],
      [4, 'unconfirmed'],
      [30, 'duplicate'],
      [100, 'not-sent'],
    ]);
  });

  it('tells of every row of a long run, once', async () => {
    const journal = await make();
    const rows = Array.from({ length: 1_500 }, (_, index) => 1_501 - index);
    await Promise.all(rows.map((row) => journal.settle(row, { status: 'duplicate', of: 1 })));
    expect((await all(journal)).map(([row]) => row)).toEqual(rows.toReversed());
  });
}

async function all(journal: Journal): Promise<readonly (readonly [number, string])[]> {
  const told: (readonly [number, string])[] = [];
  for await (const [row, { status }] of journal.outcomes()) told.push([row, status]);
  return told;
}
