import {
  ImportError,
  InterruptedError,
  JournalError,
  LockedError,
  SettingsError,
  SourceError,
  systemCode,
} from '@solarproof-import/importer';
import type { Waiting } from './delivery-context.js';

/** What a failure makes of a delivery that has not ended. @throws what nothing can go on after */
export function waitingFor(error: unknown): Waiting {
  if (error instanceof InterruptedError || error instanceof JournalError) throw error;
  if (error instanceof LockedError)
    return { kind: 'waits', for: 'account', trouble: 'locked', code: error.code, message: error.message };
  if (error instanceof SettingsError && error.code.startsWith('RUN_')) {
    const message = [error.message, ...error.hints].join(' ');
    return { kind: 'waits', for: 'itself', trouble: 'program', code: error.code, message };
  }
  if (error instanceof SettingsError) {
    const message = [error.message, ...error.hints].join(' ');
    return { kind: 'waits', for: 'account', trouble: 'machine', code: error.code, message };
  }
  if (error instanceof SourceError)
    return { kind: 'waits', for: 'itself', trouble: 'folder', code: error.code, message: error.message };
  const code = systemCode(error);
  if (error instanceof ImportError || code === 'unknown reason') {
    const ours =
      error instanceof ImportError
        ? error.message
        : `unexpected error (${error instanceof Error ? error.name : 'unknown'})`;
    const message = `The program failed: ${ours} This should not happen; please report it.`;
    return {
      kind: 'waits',
      for: 'itself',
      trouble: 'program',
      code: error instanceof ImportError ? error.code : 'UNEXPECTED',
      message,
    };
  }
  // What a stream that is cut off throws holds why it was.
  if (code === 'ABORT_ERR')
    throw new InterruptedError(error instanceof Error && error.cause === 'SIGINT' ? 'SIGINT' : 'SIGTERM');
  const message = `A file of the watched folder cannot be moved or written (${code}). It is tried again.`;
  return { kind: 'waits', for: 'itself', trouble: 'folder', code, message };
}
