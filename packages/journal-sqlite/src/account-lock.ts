import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { SettingsError } from '@solarproof-import/core';
import { makePrivate } from './make-private.js';
import { openDatabase } from './open-database.js';
import { failureCode, isBusy } from './sqlite-failure.js';

/** Who holds a lock: information for people, nothing is decided by it. */
export interface LockHolder {
  /** The machine's name. */
  readonly host: string;
  readonly pid: number;
  readonly since: Date;
  readonly runId?: string;
}

/** A lock that is held until it is released or the process dies. */
export interface HeldLock {
  /** May be called twice. */
  release(): void;
}

/** What trying for a lock came to. `heldBy` is `undefined` where the holder left no word. */
export type LockTried = HeldLock | { readonly heldBy: LockHolder | undefined };

/**
 * Tries once for a lock: an exclusive transaction on a database of its own, which is never committed. The kernel frees it when the
 * process dies, however that is. Two connections of one process keep each other out as well.
 * @param file the path of the database; who holds it stands in `.json` beside it
 * @throws SettingsError LOCK_UNUSABLE
 */
export function holdLock(file: string, holder: LockHolder): LockTried {
  const told = file.replace(/\.db$/, '').concat('.json');
  try {
    makePrivate(file);
    const database = openDatabase(file);
    // No statement is prepared: the library would keep the file, and with it the lock, after the connection is closed.
    try {
      database.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
    } catch (error) {
      database.close();
      if (isBusy(error)) return { heldBy: readHolder(told) };
      throw error;
    }
    writeHolder(told, holder);
    let isHeld = true;
    return {
      release: () => {
        if (!isHeld) return;
        isHeld = false;
        removeHolder(told);
        database.close();
      },
    };
  } catch (error) {
    throw new SettingsError(
      'LOCK_UNUSABLE',
      `The lock of the account cannot be used: ${file} (${failureCode(error)}).`,
      [
        'Check that the disk has room, and that you may write to the file and its folder.',
        'Or name another state directory with --state-dir or SOLARPROOF_IMPORT_HOME: it knows nothing of earlier runs.',
      ],
    );
  }
}

/** Only information: that it cannot be written is no reason not to start. */
function writeHolder(file: string, holder: LockHolder): void {
  try {
    removeHolder(file);
    writeFileSync(file, JSON.stringify(holder), { mode: 0o600, flag: 'wx' });
  } catch {
    // Whoever is kept out then reads nothing.
  }
}

function removeHolder(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // It stays, and tells of somebody who has gone.
  }
}

function readHolder(file: string): LockHolder | undefined {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return holderIn(new Map(typeof read === 'object' && read !== null ? Object.entries(read) : []));
  } catch {
    return undefined;
  }
}

function holderIn(told: ReadonlyMap<string, unknown>): LockHolder | undefined {
  const [host, pid, since, runId] = ['host', 'pid', 'since', 'runId'].map((name) => told.get(name));
  if (typeof host !== 'string' || typeof pid !== 'number' || typeof since !== 'string') return undefined;
  if (Number.isNaN(Date.parse(since))) return undefined;
  return { host, pid, since: new Date(since), ...(typeof runId === 'string' ? { runId } : {}) };
}
