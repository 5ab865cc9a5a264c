import { openDatabase, type OpenDatabase } from '../src/open-database.js';

/** What a database did, and what it is to refuse. */
export interface Watched {
  readonly open: OpenDatabase;
  /** Transactions that were committed. */
  readonly commits: () => number;
  /** Statements that changed something, COMMIT included, since it was opened. */
  readonly writes: () => number;
  /** Has the n-th write from now on fail, as SQLite does; those after it do not. */
  failWrite(n: number): void;
}

/** An error as SQLite raises it. */
export function sqliteError(errcode: number): Error {
  return Object.assign(new Error('told by SQLite'), { code: 'ERR_SQLITE_ERROR', errcode });
}

/** A real database under observation. @param errcode what a refused write fails with */
export function watchedDatabase(errcode = 13): Watched {
  let [commits, writes, failing] = [0, 0, Infinity];
  const write = (work: () => void): void => {
    writes += 1;
    failing -= 1;
    if (failing === 0) throw sqliteError(errcode);
    work();
  };
  return {
    open: (file) => {
      const database = openDatabase(file);
      return {
        ...database,
        exec: (sql) => {
          if (sql !== 'COMMIT') return database.exec(sql);
          write(() => database.exec(sql));
          commits += 1;
        },
        prepare: (sql) => {
          const statement = database.prepare(sql);
          return { ...statementOf(statement), run: (...values) => write(() => statement.run(...values)) };
        },
      };
    },
    commits: () => commits,
    writes: () => writes,
    failWrite: (n) => {
      failing = n;
    },
  };
}

function statementOf(statement: ReturnType<ReturnType<OpenDatabase>['prepare']>): typeof statement {
  return {
    run: (...values) => statement.run(...values),
    get: (...values) => statement.get(...values),
    all: (...values) => statement.all(...values),
  };
}
