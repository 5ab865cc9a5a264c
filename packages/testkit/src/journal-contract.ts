import { emailKey, type Journal, type Outcome } from '@solarproof-import/core';
import { describe, expect, it } from 'vitest';

const jo = { row: 2, emailKey: emailKey('jo@example.com') };
const created: Outcome = { status: 'created', customerId: '79459' };

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
