import { DatabaseSync } from '@photostructure/sqlite';

/** What a cell of a table can hold. Whole numbers stay within what a JavaScript number holds exactly. */
export type SqlValue = string | number | null | Uint8Array;

/** What a query gives, by column. */
export type SqlRow = Readonly<Record<string, SqlValue>>;

/** A prepared statement. */
export interface Statement {
  run(...values: readonly SqlValue[]): void;
  get(...values: readonly SqlValue[]): SqlRow | undefined;
  all(...values: readonly SqlValue[]): readonly SqlRow[];
}

/**
 * What is needed of SQLite: the part of `node:sqlite` that is used here, so that it can take the library's place. What fails
 * is thrown with SQLite's number in `errcode`.
 */
export interface Database {
  exec(sql: string): void;
  /** The same statement each time for the same SQL. */
  prepare(sql: string): Statement;
  close(): void;
}

export type OpenDatabase = (file: string) => Database;

/** Opens a database file; makes it where there is none. */
export const openDatabase: OpenDatabase = (file) => {
  const database = new DatabaseSync(file);
  // The library lets go of a file only when the last statement is collected as garbage: so there are few, made once.
  const prepared = new Map<string, Statement>();
  return {
    exec: (sql) => database.exec(sql),
    prepare: (sql) => {
      const known = prepared.get(sql);
      if (known) return known;
      const statement: Statement = database.prepare(sql);
      prepared.set(sql, statement);
      return statement;
    },
    close: () => {
      prepared.clear();
      database.close();
    },
  };
};
