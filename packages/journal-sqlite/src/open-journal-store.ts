import { statSync } from 'node:fs';
import { ImportError, type JournalStore } from '@solarproof-import/core';
import { fingerprintWith } from './fingerprints.js';
import { GroupCommit, type ScheduleCommit } from './group-commit.js';
import { makePrivate } from './make-private.js';
import { migrate } from './migrate.js';
import { openDatabase, type Database, type OpenDatabase } from './open-database.js';
import { SqliteJournalStore } from './sqlite-journal-store.js';
import { numberIn, textIn } from './sql-cells.js';
import { damaged, notOpened } from './sqlite-failure.js';

/** Where a store is, and how it is opened. */
export interface JournalStoreOptions {
  /** The path of the database; SQLite puts `-wal` and `-shm` beside it. Its folder must be there, on a disk of this machine. */
  readonly file: string;
  /** Of the installation: personal data is kept as fingerprints made with it. With another, nothing is recognised. */
  readonly secret: Uint8Array;
  /** Default: the library's. */
  readonly openDatabase?: OpenDatabase;
  /** Default: `setImmediate`. */
  readonly scheduleCommit?: ScheduleCommit;
  /** Wall-clock time; default: the system's. */
  readonly now?: () => Date;
}

// FULL: a commit is on the disk when it returns (https://sqlite.org/pragma.html#pragma_synchronous).
const settings = 'PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000';
const busyTimeout = 'PRAGMA busy_timeout = 5000';

/**
 * Opens the journals and ledgers of a state directory; makes them where there are none.
 * @throws SettingsError JOURNAL_NEWER, JOURNAL_DAMAGED or JOURNAL_NOT_OPENED
 */
export function openJournalStore(options: JournalStoreOptions): JournalStore {
  const database = openTables(options.file, options.openDatabase ?? openDatabase);
  const commits = new GroupCommit(
    database,
    options.scheduleCommit ?? ((commit) => void setImmediate(commit)),
  );
  const fingerprint = fingerprintWith(options.secret);
  return new SqliteJournalStore({ database, commits, fingerprint, now: options.now ?? (() => new Date()) });
}

function openTables(file: string, open: OpenDatabase): Database {
  let database: Database | undefined;
  try {
    makePrivate(file);
    database = open(file);
    database.exec(busyTimeout);
    migrate(database, file);
    if (isCutOff(database, file)) throw damaged(file, 'its end is missing');
    const mode = textIn(database.prepare('PRAGMA journal_mode = WAL').get() ?? {}, 'journal_mode');
    if (mode !== 'wal') throw new Error(`journal mode ${mode}`);
    database.exec(settings);
    return database;
  } catch (error) {
    database?.close();
    throw error instanceof ImportError ? error : notOpened(file, error);
  }
}

/** Whether pages are missing at the end: SQLite would notice only when it wants one. While a `-wal` file has some, nobody can say. */
function isCutOff(database: Database, file: string): boolean {
  const cells = {
    ...database.prepare('PRAGMA page_size').get(),
    ...database.prepare('PRAGMA page_count').get(),
  };
  const expected = numberIn(cells, 'page_size') * numberIn(cells, 'page_count');
  const isInWal = (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
  return !isInWal && statSync(file).size < expected;
}
