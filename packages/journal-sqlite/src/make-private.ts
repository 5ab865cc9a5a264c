import { chmodSync, closeSync, openSync } from 'node:fs';

/**
 * Sees to it that a file is there, for its owner alone, whatever the umask; SQLite gives `-wal` and `-shm` the same mode. One
 * that is there is not opened: closing it would drop the locks that this process holds on it
 * (https://sqlite.org/howtocorrupt.html, section 2.2).
 */
export function makePrivate(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  chmodSync(file, 0o600);
}
