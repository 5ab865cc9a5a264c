import { BugError } from '@solarproof-import/core';
import type { SqlRow } from './open-database.js';

/** The text of a column; `undefined` for NULL. */
export function textOf(row: SqlRow, column: string): string | undefined {
  const value = row[column] ?? undefined;
  if (value === undefined || typeof value === 'string') return value;
  throw unexpected(column);
}

/** The number of a column; `undefined` for NULL. */
export function numberOf(row: SqlRow, column: string): number | undefined {
  const value = row[column] ?? undefined;
  if (value === undefined || typeof value === 'number') return value;
  throw unexpected(column);
}

/** The bytes of a column; `undefined` for NULL. */
export function bytesOf(row: SqlRow, column: string): Uint8Array | undefined {
  const value = row[column] ?? undefined;
  if (value === undefined || value instanceof Uint8Array) return value;
  throw unexpected(column);
}

/** The text of a column that is never NULL. */
export function textIn(row: SqlRow, column: string): string {
  return present(textOf(row, column), column);
}

/** The number of a column that is never NULL. */
export function numberIn(row: SqlRow, column: string): number {
  return present(numberOf(row, column), column);
}

/** A value that is never NULL where it is asked for. @throws BugError where it is */
export function present<T>(value: T | undefined, column: string): T {
  if (value === undefined) throw unexpected(column);
  return value;
}

function unexpected(column: string): BugError {
  return new BugError(
    'JOURNAL_CELL_UNEXPECTED',
    `the journal's column ${column} does not hold what it should`,
  );
}
