import {
  BugError,
  rowStatuses,
  type Account,
  type NewRun,
  type RunEnd,
  type Source,
  type StatusCounts,
  type StoredRun,
} from '@solarproof-import/core';
import type { Database, SqlRow } from './open-database.js';
import { numberIn, numberOf, textIn, textOf } from './sql-cells.js';
import type { JournalOf } from './sqlite-journal.js';

/** The runs and accounts of a store. What changes something is called within a change. */
export interface StoredRuns {
  add(run: NewRun): void;
  end(id: string, end: RunEnd): void;
  purge(id: string, at: Date): void;
  find(id: string): StoredRun | undefined;
  all(): readonly StoredRun[];
  /** Those of an account whose source had these bytes, the newest first. */
  ofContent(account: Account, sha256: string): readonly StoredRun[];
  /** Which run a journal is of. @throws BugError where there is none */
  journalOf(by: { readonly id: string } | { readonly run: number }): JournalOf;
  /** The account's number; `undefined` where it is not known. */
  account(account: Account): number | undefined;
  /** The account's number; it gets one where it has none. */
  addAccount(account: Account): number;
}

/** The runs and accounts of a store. */
export function storedRuns(database: Database): StoredRuns {
  const account: StoredRuns['account'] = ({ host, name }) => {
    const found = database.prepare('SELECT number FROM account WHERE host = ? AND name = ?').get(host, name);
    return found && numberIn(found, 'number');
  };
  const addAccount: StoredRuns['addAccount'] = ({ host, name }) => {
    database.prepare('INSERT INTO account (host, name) VALUES (?, ?) ON CONFLICT DO NOTHING').run(host, name);
    return account({ host, name }) ?? 0;
  };
  const find: StoredRuns['find'] = (id) => {
    const cells = database.prepare(`${selecting} WHERE run.id = ?`).get(id);
    return cells && runIn(cells);
  };
  const known = (id: string): string => {
    if (find(id)) return id;
    throw new BugError('RUN_NOT_IN_JOURNAL', `the journal has no run ${id}`);
  };
  return {
    account,
    addAccount,
    find,
    add: (run) => {
      if (find(run.id)) throw new BugError('RUN_ID_TAKEN', `the journal has a run ${run.id} already`);
      addRun(database, run, addAccount(run.account));
    },
    end: (id, { at, seconds, counts, exitCode, stopped }) =>
      database
        .prepare(ending)
        .run(at.getTime(), seconds, JSON.stringify(counts), exitCode, stopped ?? null, known(id)),
    purge: (id, at) =>
      database.prepare('UPDATE run SET purged_at = ? WHERE id = ?').run(at.getTime(), known(id)),
    all: () => database.prepare(`${selecting} ${newestFirst}`).all().map(runIn),
    ofContent: ({ host, name }, sha256) =>
      database
        .prepare(
          `${selecting} WHERE run.source_sha256 = ? AND account.host = ? AND account.name = ? ${newestFirst}`,
        )
        .all(sha256, host, name)
        .map(runIn),
    journalOf: (by) => {
      const cells =
        'id' in by
          ? database.prepare(`${selecting} WHERE run.id = ?`).get(by.id)
          : database.prepare(`${selecting} WHERE run.number = ?`).get(by.run);
      if (!cells)
        throw new BugError('RUN_NOT_IN_JOURNAL', `the journal has no run ${'id' in by ? by.id : by.run}`);
      return {
        run: numberIn(cells, 'number'),
        runId: textIn(cells, 'id'),
        account: numberIn(cells, 'account'),
      };
    },
  };
}

const selecting =
  'SELECT run.*, account.host, account.name FROM run JOIN account ON account.number = run.account';

const newestFirst = 'ORDER BY run.started DESC, run.id DESC';

const ending =
  'UPDATE run SET ended_at = ?, seconds = ?, counts = ?, exit_code = ?, stopped = ? WHERE id = ?';

function addRun(database: Database, { id, source, file, started, rows }: NewRun, account: number): void {
  const { name, format, sha256, bytes } = source;
  database
    .prepare(
      `INSERT INTO run
        (id, account, file, source_name, source_format, source_sha256, source_bytes, started, rows)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(id, account, file, name, format, sha256, bytes, started.getTime(), rows);
}

function runIn(cells: SqlRow): StoredRun {
  const [purged, endedAt] = [numberOf(cells, 'purged_at'), numberOf(cells, 'ended_at')];
  return {
    id: textIn(cells, 'id'),
    account: { host: textIn(cells, 'host'), name: textIn(cells, 'name') },
    source: sourceIn(cells),
    file: textIn(cells, 'file'),
    started: new Date(numberIn(cells, 'started')),
    rows: numberIn(cells, 'rows'),
    ...(endedAt === undefined ? {} : { end: endIn(cells, new Date(endedAt)) }),
    ...(purged === undefined ? {} : { purged: new Date(purged) }),
  };
}

function sourceIn(cells: SqlRow): Source {
  return {
    name: textIn(cells, 'source_name'),
    format: textIn(cells, 'source_format') === 'xlsx' ? 'xlsx' : 'csv',
    sha256: textIn(cells, 'source_sha256'),
    bytes: numberIn(cells, 'source_bytes'),
  };
}

function endIn(cells: SqlRow, at: Date): RunEnd {
  const stopped = textOf(cells, 'stopped');
  return {
    at,
    seconds: numberIn(cells, 'seconds'),
    counts: countsIn(textIn(cells, 'counts')),
    exitCode: numberIn(cells, 'exit_code'),
    ...(stopped === undefined ? {} : { stopped }),
  };
}

function countsIn(text: string): StatusCounts {
  const read: unknown = JSON.parse(text);
  const counts = new Map(typeof read === 'object' && read !== null ? Object.entries(read) : []);
  return Object.fromEntries(
    rowStatuses.flatMap((status) => {
      const count: unknown = counts.get(status);
      return typeof count === 'number' ? [[status, count]] : [];
    }),
  );
}
