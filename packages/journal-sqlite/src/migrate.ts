import { SettingsError } from '@solarproof-import/core';
import { migrations } from './migrations/migrations.js';
import type { Database } from './open-database.js';
import { numberIn } from './sql-cells.js';
import { damaged } from './sqlite-failure.js';

// "SPij" as a big-endian number: says in the file's header whose it is (https://sqlite.org/pragma.html#pragma_application_id).
const applicationId = 0x53_50_69_6a;

/**
 * Brings a journal's tables to today's version, each step in a transaction of its own.
 * @throws SettingsError JOURNAL_NEWER where the file is of a later version of the program, JOURNAL_DAMAGED where it is of
 * another program
 */
export function migrate(database: Database, file: string): void {
  const found = standing(database, file);
  for (let version = found; version < migrations.length; version += 1) {
    database.exec('BEGIN IMMEDIATE');
    try {
      // Another process may have come first.
      if (standing(database, file) === version) {
        database.exec(migrations[version] ?? '');
        database.exec(`PRAGMA application_id = ${applicationId}`);
        database.exec(`PRAGMA user_version = ${version + 1}`);
      }
      database.exec('COMMIT');
    } catch (error) {
      rollBack(database);
      throw error;
    }
  }
}

/** SQLite may have rolled back by itself; what failed before is what counts. */
function rollBack(database: Database): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    // Closing the database does the same.
  }
}

/** The version of the tables that are there; 0 where there are none. */
function standing(database: Database, file: string): number {
  const version = pragma(database, 'user_version');
  const tables = numberIn(
    database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() ?? {},
    'tables',
  );
  if (version === 0 && tables === 0) return 0;
  if (pragma(database, 'application_id') !== applicationId)
    throw damaged(file, 'the file of another program');
  if (version <= migrations.length) return version;
  throw new SettingsError(
    'JOURNAL_NEWER',
    `The journal was made by a newer version of this program: ${file} (version ${version}, known up to ${migrations.length}).`,
    ['Update the program to the version that was used last with this state directory, or to a later one.'],
  );
}

function pragma(database: Database, name: 'user_version' | 'application_id'): number {
  return numberIn(database.prepare(`PRAGMA ${name}`).get() ?? {}, name);
}
