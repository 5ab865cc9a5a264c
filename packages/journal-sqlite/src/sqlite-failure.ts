import { JournalError, SettingsError } from '@solarproof-import/core';

// https://sqlite.org/rescode.html; the lower eight bits of `errcode`, its name, and SQLite's own words for it.
const results: readonly (readonly [code: number, name: string, words: string])[] = [
  [3, 'SQLITE_PERM', 'access permission denied'],
  [5, 'SQLITE_BUSY', 'database is locked'],
  [6, 'SQLITE_LOCKED', 'database table is locked'],
  [8, 'SQLITE_READONLY', 'attempt to write a readonly database'],
  [10, 'SQLITE_IOERR', 'disk I/O error'],
  [11, 'SQLITE_CORRUPT', 'database disk image is malformed'],
  [13, 'SQLITE_FULL', 'database or disk is full'],
  [14, 'SQLITE_CANTOPEN', 'unable to open database file'],
  [15, 'SQLITE_PROTOCOL', 'locking protocol'],
  [26, 'SQLITE_NOTADB', 'file is not a database'],
];

/** What failed, for people: SQLite's name and number, or the system's code. Never the message, which may quote a statement. */
export function failureCode(error: unknown): string {
  const code = resultCode(error);
  if (code !== undefined) return `${nameOf(code) ?? 'SQLite'} ${code}`;
  return (error instanceof Error && 'code' in error && String(error.code)) || 'unknown';
}

/** Whether somebody else holds the file. */
export function isBusy(error: unknown): boolean {
  return ['SQLITE_BUSY', 'SQLITE_LOCKED'].includes(nameOf(resultCode(error)) ?? '');
}

/** Whether the file is no database, or one whose pages make no sense. */
export function isDamage(error: unknown): boolean {
  return ['SQLITE_NOTADB', 'SQLITE_CORRUPT'].includes(nameOf(resultCode(error)) ?? '');
}

function nameOf(code: number | undefined): string | undefined {
  return results.find(([known]) => code !== undefined && known === (code & 0xff))?.[1];
}

/** A query of several rows fails without a number in @photostructure/sqlite 1.2.1: then the words tell. */
function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('errcode' in error && typeof error.errcode === 'number') return error.errcode;
  return results.find(([, , words]) => words === error.message)?.[0];
}

/** Why nothing is written any more. */
export function unwritable(error: unknown): JournalError {
  return new JournalError('JOURNAL_UNWRITABLE', `The journal cannot be written (${failureCode(error)}).`, [
    'Make room on the disk that has the state directory, or have the disk looked at. "solarproof-import doctor" checks the journal.',
    'Then go on with "solarproof-import resume".',
  ]);
}

/** Why nothing can be told of a row. */
export function unreadable(error: unknown): JournalError {
  return new JournalError('JOURNAL_UNREADABLE', `The journal cannot be read (${failureCode(error)}).`, [
    'Have the disk that has the state directory looked at. "solarproof-import doctor" checks the journal.',
  ]);
}

/** Why a file is not opened as a journal. It is left as it is. */
export function notOpened(file: string, error: unknown): SettingsError {
  if (isDamage(error)) return damaged(file, failureCode(error));
  return new SettingsError(
    'JOURNAL_NOT_OPENED',
    `The journal cannot be opened: ${file} (${failureCode(error)}).`,
    [
      'Check that the disk has room, and that you may write to the file and its folder.',
      'Or name another state directory with --state-dir or SOLARPROOF_IMPORT_HOME: it knows nothing of earlier runs.',
    ],
  );
}

/** Why a file is not taken as a journal. @param what what is odd about it */
export function damaged(file: string, what: string): SettingsError {
  return new SettingsError('JOURNAL_DAMAGED', `The journal is damaged, or is none: ${file} (${what}).`, [
    'Put the state directory back from a backup: without the journal nobody can tell which customers were imported before.',
    'Or start anew in another folder, with --state-dir or SOLARPROOF_IMPORT_HOME. Solar Proof then alone guards against doubles.',
  ]);
}
