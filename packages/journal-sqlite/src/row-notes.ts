import type { NotSentReason, Outcome, SettledOutcome, UnknownReason } from '@solarproof-import/core';
import type { Database, SqlRow } from './open-database.js';
import { outcomeCells, outcomeColumns, outcomeIn } from './outcome-cells.js';
import { bytesOf, numberIn, numberOf } from './sql-cells.js';

/** What is noted of a row that is or was begun, as fingerprints. */
export interface RowMark {
  readonly email: Uint8Array;
  readonly identity: Uint8Array;
  readonly person: Uint8Array;
}

/** A row of `run_row`. */
export interface RowNote {
  readonly outcome: Outcome;
  readonly state: 'sending' | 'unconfirmed' | 'not-sent' | 'settled';
  /** Left out where the row was never begun. */
  readonly mark?: RowMark;
  /** When the first attempt that may have had its effect began, in milliseconds. */
  readonly beganAt?: number;
}

/** The rows of one run. */
export interface RowNotes {
  find(row: number): RowNote | undefined;
  /** The next rows after one, by rising row. */
  after(row: number, most: number): readonly (readonly [row: number, outcome: Outcome])[];
  begin(row: number, mark: RowMark, at: number): void;
  notSent(row: number, reason: NotSentReason): void;
  unconfirmed(row: number, reason: UnknownReason): void;
  /** @param mark whom it is about, where the row was never begun */
  settle(row: number, outcome: SettledOutcome, mark?: Omit<RowMark, 'identity'>): void;
}

/** The rows of one run. @param now milliseconds for `changed_at` */
export function rowNotes(database: Database, run: number, now: () => number): RowNotes {
  return {
    find: (row) => {
      const cells = database.prepare(`${columns} WHERE run = ? AND row = ?`).get(run, row);
      return cells && noteIn(cells);
    },
    after: (row, most) =>
      database
        .prepare(`${columns} WHERE run = ? AND row > ? ORDER BY row LIMIT ?`)
        .all(run, row, most)
        .map((cells) => [numberIn(cells, 'row'), outcomeIn(cells)]),
    begin: (row, { email, identity, person }, at) =>
      database.prepare(beginning).run(run, row, email, identity, person, at, now()),
    notSent: (row, reason) => database.prepare(releasing).run(run, row, reason, now()),
    unconfirmed: (row, reason) => database.prepare(unconfirming).run(reason, now(), run, row),
    settle: (row, outcome, mark) =>
      database
        .prepare(settling)
        .run(run, row, mark?.email ?? null, mark?.person ?? null, now(), ...outcomeCells(outcome)),
  };
}

const columns = 'SELECT * FROM run_row';

const beginning = `
INSERT INTO run_row (run, row, state, email, identity, person, attempts, began_at, changed_at)
VALUES (?, ?, 'sending', ?, ?, ?, 1, ?, ?)
ON CONFLICT (run, row) DO UPDATE SET
  state = 'sending', reason = NULL, attempts = attempts + 1, changed_at = excluded.changed_at,
  email = excluded.email, identity = excluded.identity, person = excluded.person,
  began_at = CASE WHEN may_have_landed THEN began_at ELSE excluded.began_at END`;

const releasing = `
INSERT INTO run_row (run, row, state, reason, changed_at) VALUES (?, ?, 'not-sent', ?, ?)
ON CONFLICT (run, row) DO UPDATE SET state = 'not-sent', reason = excluded.reason, changed_at = excluded.changed_at`;

const unconfirming = `
UPDATE run_row SET state = 'unconfirmed', reason = ?, changed_at = ?, may_have_landed = 1 WHERE run = ? AND row = ?`;

const settling = `
INSERT INTO run_row (run, row, state, email, person, changed_at, ${outcomeColumns.join(', ')})
VALUES (?, ?, 'settled', ?, ?, ?, ${outcomeColumns.map(() => '?').join(', ')})
ON CONFLICT (run, row) DO UPDATE SET
  state = 'settled', reason = NULL, changed_at = excluded.changed_at,
  ${outcomeColumns.map((column) => `${column} = excluded.${column}`).join(', ')}`;

function noteIn(cells: SqlRow): RowNote {
  const [email, identity, person] = [
    bytesOf(cells, 'email'),
    bytesOf(cells, 'identity'),
    bytesOf(cells, 'person'),
  ];
  const beganAt = numberOf(cells, 'began_at');
  return {
    outcome: outcomeIn(cells),
    state: stateIn(cells),
    ...(email && identity && person ? { mark: { email, identity, person } } : {}),
    ...(beganAt === undefined ? {} : { beganAt }),
  };
}

function stateIn({ state }: SqlRow): RowNote['state'] {
  return state === 'sending' || state === 'unconfirmed' || state === 'not-sent' ? state : 'settled';
}
