import type { Database } from './open-database.js';
import { numberIn } from './sql-cells.js';

/*
 * A row that is `sending` while nobody can be sending was left so by a process that died: whether its request had an effect is
 * unknown, and may become known late. So it is unconfirmed, and the ledger keeps for good that it may have landed.
 */
/** Makes every row of an account that is being sent unconfirmed. @returns how many there were */
export function recoverRows(database: Database, account: number, now: Date): number {
  const left = database.prepare(`SELECT count(*) AS rows FROM run_row WHERE ${sending}`).get(account);
  database
    .prepare(`UPDATE ledger SET may_have_landed = 1 WHERE account = ? AND email IN (${emails})`)
    .run(account, account);
  database
    .prepare(
      `UPDATE run_row SET state = 'unconfirmed', reason = 'program-ended', may_have_landed = 1, changed_at = ?
        WHERE ${sending}`,
    )
    .run(now.getTime(), account);
  return left ? numberIn(left, 'rows') : 0;
}

const sending = `state = 'sending' AND run IN (SELECT number FROM run WHERE account = ?)`;
const emails = `SELECT email FROM run_row WHERE ${sending}`;
