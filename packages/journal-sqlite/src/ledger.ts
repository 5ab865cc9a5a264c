import type { AlreadyImported, KnownCustomer } from '@solarproof-import/core';
import { isSame } from './fingerprints.js';
import type { Database, SqlRow } from './open-database.js';
import { bytesOf, numberIn, numberOf, present, textIn, textOf } from './sql-cells.js';

/** A row of a run. */
export interface RowOfRun {
  readonly run: number;
  readonly row: number;
}

/** The customer that an account's ledger has for an e-mail. */
export interface LedgerCustomer {
  readonly customerId: string;
  readonly person: Uint8Array;
  readonly runId: string;
  readonly row: number;
  /** When it was learned, in milliseconds. */
  readonly at: number;
}

/** What an account's ledger has for an e-mail. */
export interface LedgerNote {
  readonly mayHaveLanded: boolean;
  readonly open?: RowOfRun;
  readonly customer?: LedgerCustomer;
}

/** An account's ledger, by the fingerprints of e-mails. */
export interface Ledger {
  find(email: Uint8Array): LedgerNote | undefined;
  /** Notes that a row's attempt is open. */
  open(email: Uint8Array, by: RowOfRun): void;
  /** Notes that it is open no more; one of another row stays. */
  close(email: Uint8Array, by: RowOfRun): void;
  /** Notes for good that an attempt may have landed. */
  mayHaveLanded(email: Uint8Array): void;
  learn(email: Uint8Array, by: RowOfRun, customer: Omit<LedgerCustomer, 'runId' | 'row'>): void;
  /** Whether a customer's ID is known under another e-mail than this. */
  isOfAnother(customerId: string, email: Uint8Array): boolean;
}

/** The ledger of one account. */
export function ledgerOf(database: Database, account: number): Ledger {
  return {
    find: (email) => {
      const cells = database.prepare(finding).get(account, email);
      return cells && noteIn(cells);
    },
    open: (email, { run, row }) => database.prepare(opening).run(account, email, run, row),
    close: (email, { run, row }) => database.prepare(closing).run(account, email, run, row),
    mayHaveLanded: (email) => database.prepare(landing).run(account, email),
    learn: (email, { run, row }, { customerId, person, at }) =>
      database.prepare(learning).run(account, email, customerId, person, run, row, at),
    isOfAnother: (customerId, email) =>
      database.prepare(sharing).get(account, customerId, email) !== undefined,
  };
}

const finding = `
SELECT ledger.*, run.id AS run_id FROM ledger LEFT JOIN run ON run.number = ledger.run
WHERE ledger.account = ? AND ledger.email = ?`;

const opening = `
INSERT INTO ledger (account, email, open_run, open_row) VALUES (?, ?, ?, ?)
ON CONFLICT (account, email) DO UPDATE SET open_run = excluded.open_run, open_row = excluded.open_row`;

const closing = `
UPDATE ledger SET open_run = NULL, open_row = NULL WHERE account = ? AND email = ? AND open_run = ? AND open_row = ?`;

const landing = 'UPDATE ledger SET may_have_landed = 1 WHERE account = ? AND email = ?';

const learning = `
INSERT INTO ledger (account, email, customer_id, person, run, row, at) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (account, email) DO UPDATE SET customer_id = excluded.customer_id, person = excluded.person,
  run = excluded.run, row = excluded.row, at = excluded.at`;

const sharing = 'SELECT 1 AS found FROM ledger WHERE account = ? AND customer_id = ? AND email <> ? LIMIT 1';

function noteIn(cells: SqlRow): LedgerNote {
  const [openRun, openRow] = [numberOf(cells, 'open_run'), numberOf(cells, 'open_row')];
  return {
    mayHaveLanded: numberIn(cells, 'may_have_landed') === 1,
    ...(openRun === undefined || openRow === undefined ? {} : { open: { run: openRun, row: openRow } }),
    ...(textOf(cells, 'customer_id') === undefined ? {} : { customer: customerIn(cells) }),
  };
}

function customerIn(cells: SqlRow): LedgerCustomer {
  return {
    customerId: textIn(cells, 'customer_id'),
    person: present(bytesOf(cells, 'person'), 'person'),
    runId: textIn(cells, 'run_id'),
    row: numberIn(cells, 'row'),
    at: numberIn(cells, 'at'),
  };
}

/** The customer that a ledger has for an e-mail, for a row that is about a person. */
export function knownCustomer(
  ledger: Ledger,
  { email, person }: { readonly email: Uint8Array; readonly person: Uint8Array },
): KnownCustomer | undefined {
  const customer = ledger.find(email)?.customer;
  return customer && { outcome: alreadyImported(customer, person), row: customer.row };
}

/** What the ledger's customer makes of a row. @param person the row's */
export function alreadyImported(customer: LedgerCustomer, person: Uint8Array): AlreadyImported {
  const { customerId, runId, at } = customer;
  const otherName = isSame(customer.person, person) ? {} : ({ otherName: true } as const);
  return { status: 'already-imported', customerId, runId, at: new Date(at).toISOString(), ...otherName };
}
