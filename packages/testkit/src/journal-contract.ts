import { emailKey, type FinalOutcome, type Journal } from '@solarproof-import/core';
import { describe, expect, it } from 'vitest';

const jo = { row: 2, emailKey: emailKey('jo@example.com') };
const created: FinalOutcome = { status: 'created', customerId: '79459' };

/** What every journal must keep. @param make opens a new, empty one */
export function journalContract(name: string, make: () => Promise<Journal> | Journal): void {
  describe(`${name} as a journal`, () => {
    it('knows nothing of a row that was never begun', async () => {
      const journal = await make();
      expect(await journal.outcomeOf(2)).toBeUndefined();
    });

    it('gives a row to the first who begins it, and calls it unconfirmed until it is settled', async () => {
      const journal = await make();
      expect(await journal.begin(jo)).toMatchObject({ kind: 'claimed' });
      expect(await journal.outcomeOf(2)).toMatchObject({ status: 'unconfirmed' });
      await journal.settle(2, created);
      expect(await journal.outcomeOf(2)).toEqual(created);
    });

    it('answers with the outcome when a settled row is begun again', async () => {
      const journal = await make();
      await journal.begin(jo);
      await journal.settle(2, created);
      expect(await journal.begin(jo)).toEqual({ kind: 'settled', outcome: created });
    });

    it('lets a released row be begun again, and knows nothing of it meanwhile', async () => {
      const journal = await make();
      await journal.begin(jo);
      await journal.release(2);
      expect(await journal.outcomeOf(2)).toBeUndefined();
      expect(await journal.begin(jo)).toMatchObject({ kind: 'claimed' });
    });

    it('keeps an unconfirmed row open: it is not begun again, and can be settled', async () => {
      const journal = await make();
      await journal.begin(jo);
      await journal.unconfirm(2, 'time-out');
      expect(await journal.outcomeOf(2)).toEqual({ status: 'unconfirmed', reason: 'time-out' });
      expect(await journal.begin(jo)).toMatchObject({ kind: 'settled', outcome: { status: 'unconfirmed' } });
      await journal.settle(2, created);
      expect(await journal.outcomeOf(2)).toEqual(created);
    });

    it('tells all that it knows by rising row', async () => {
      const journal = await make();
      await journal.settle(30, { status: 'duplicate', of: 2 });
      await journal.begin({ ...jo, row: 4 });
      await journal.settle(2, created);
      const told: [number, string][] = [];
      for await (const [row, { status }] of journal.outcomes()) told.push([row, status]);
      expect(told).toEqual([
        [2, 'created'],
        [4, 'unconfirmed'],
        [30, 'duplicate'],
      ]);
    });

    it('refuses to give one row to two at once', async () => {
      const journal = await make();
      await journal.begin(jo);
      await expect(journal.begin(jo)).rejects.toThrow(/row 2/);
    });

    it('settles a row that needs no attempt', async () => {
      const journal = await make();
      await journal.settle(3, { status: 'duplicate', of: 2, customerId: '79459' });
      expect(await journal.outcomeOf(3)).toEqual({ status: 'duplicate', of: 2, customerId: '79459' });
    });
  });
}
