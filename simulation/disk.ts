import {
  openDatabase,
  type Database,
  type OpenDatabase,
  type SqlRow,
  type Statement,
} from '../packages/journal-sqlite/src/open-database.js';
import { ProcessDied, type Life } from './life.js';

/** A write that fails. */
export interface FailingWrite {
  /** Which COMMIT of the process, or which change, from 1; all after it work again. */
  readonly of: 'commit' | 'change';
  readonly number: number;
  /** SQLite's result code: 13 full, 10 an I/O error, 8 read-only. */
  readonly errcode: number;
  /** A COMMIT whose failure is reported although everything is on the disk. */
  readonly isKept: boolean;
}

/** A row whose create may be under way, by what is durable. */
export interface DurableIntent {
  readonly runId: string;
  readonly row: number;
}

/**
 * The disk with the journal: an SQLite database in memory. When a process dies, what it had not committed is gone. One process
 * after the other uses it.
 */
export class Disk {
  readonly #database: Database;
  #isOpen = false;
  #intents: readonly DurableIntent[] = [];

  constructor() {
    this.#database = openDatabase(':memory:');
  }

  /** Begun rows that are not settled, by what is committed. */
  get durableIntents(): readonly DurableIntent[] {
    return this.#intents;
  }

  /** What a dead process had not committed is gone. */
  crash(): void {
    if (this.#isOpen) this.#database.exec('ROLLBACK');
    this.#isOpen = false;
  }

  /** Everything that is on it, as text. */
  dump(): string {
    const tables = this.#database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    return tables
      .flatMap(({ name }) => this.#database.prepare(`SELECT * FROM ${String(name)}`).all())
      .map((row) => Object.values(row).map(asText).join(' '))
      .join('\n');
  }

  close(): void {
    this.#database.close();
  }

  /** Opens it for a process. */
  openFor(life: Life, failing?: FailingWrite): OpenDatabase {
    const counts = { commit: 0, change: 0 };
    const alive = (): void => {
      if (!life.isAlive) throw new ProcessDied();
    };
    const fails = (of: FailingWrite['of']): boolean => {
      counts[of] += 1;
      return failing?.of === of && failing.number === counts[of];
    };
    const commit = (): void => {
      if (!life.step('before COMMIT')) throw new ProcessDied();
      const failed = fails('commit');
      if (!failed || failing?.isKept) this.#commit();
      if (failed) throw sqliteError(failing?.errcode ?? 10);
      if (!life.step('after COMMIT')) throw new ProcessDied();
    };
    return () => ({
      exec: (sql) => {
        alive();
        if (sql === 'COMMIT') return commit();
        this.#database.exec(sql);
        if (sql.startsWith('BEGIN')) this.#isOpen = true;
        if (sql === 'ROLLBACK') this.#isOpen = false;
      },
      prepare: (sql) => {
        alive();
        if (sql === 'PRAGMA journal_mode = WAL') return walInMemory;
        if (sql === 'PRAGMA page_count') return noPages;
        return this.#statement(sql, alive, () => {
          if (fails('change')) throw sqliteError(failing?.errcode ?? 10);
        });
      },
      close: () => undefined,
    });
  }

  #statement(sql: string, alive: () => void, beforeChange: () => void): Statement {
    const statement = this.#database.prepare(sql);
    return {
      run: (...values) => {
        alive();
        beforeChange();
        statement.run(...values);
      },
      get: (...values) => {
        alive();
        return statement.get(...values);
      },
      all: (...values) => {
        alive();
        return statement.all(...values);
      },
    };
  }

  #commit(): void {
    this.#database.exec('COMMIT');
    this.#isOpen = false;
    if (this.#database.prepare(hasTables).get() === undefined) return;
    this.#intents = this.#database.prepare(intents).all().map(intentIn);
  }
}

const hasTables = "SELECT 1 AS found FROM sqlite_schema WHERE name = 'run_row'";

/** Rows in `sending` that their account's ledger knows as open, too. */
const intents = `
SELECT run.id AS id, run_row.row AS row FROM run_row JOIN run ON run.number = run_row.run
JOIN ledger ON ledger.account = run.account AND ledger.email = run_row.email
  AND ledger.open_run = run_row.run AND ledger.open_row = run_row.row
WHERE run_row.state = 'sending'`;

function intentIn({ id, row }: SqlRow): DurableIntent {
  return { runId: String(id), row: Number(row) };
}

/** A database in memory has no write-ahead log; that nothing is durable before its COMMIT is the disk's own doing. */
const walInMemory: Statement = {
  run: () => undefined,
  get: () => ({ journal_mode: 'wal' }),
  all: () => [],
};

/** The file on the real disk is empty: nothing of it can be missing. */
const noPages: Statement = { run: () => undefined, get: () => ({ page_count: 0 }), all: () => [] };

function sqliteError(errcode: number): Error {
  return Object.assign(new Error('told by SQLite'), { code: 'ERR_SQLITE_ERROR', errcode });
}

function asText(value: unknown): string {
  return value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value);
}
