import type { Database } from './open-database.js';
import { textOf } from './sql-cells.js';
import { failureCode, isDamage } from './sqlite-failure.js';

/** Reads a whole database through. @returns what is wrong with it, a sentence each */
export function findDamage(database: Database): readonly string[] {
  try {
    const told = database.prepare('PRAGMA integrity_check').all();
    const pages = told.map((cells) => textOf(cells, 'integrity_check') ?? '').filter((text) => text !== 'ok');
    const orphans = database.prepare('PRAGMA foreign_key_check').all().length;
    return orphans === 0 ? pages : [...pages, `${orphans} rows belong to nothing.`];
  } catch (error) {
    if (!isDamage(error)) throw error;
    return [`The file makes no sense to SQLite (${failureCode(error)}).`];
  }
}
