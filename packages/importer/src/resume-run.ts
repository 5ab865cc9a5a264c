import type { StoredRun } from '@solarproof-import/core';
import { importPrepared, type SendOptions } from './import-file.js';
import { prepareRun, type PrepareOptions } from './prepare-file.js';
import type { Report } from './report.js';
import { lockAccount } from './state/account-lock.js';
import type { State } from './state/open-state.js';
import { systemClock } from './system-clock.js';

/**
 * Goes on with a run, from its private copy and its journal: what is done is not touched, what is unconfirmed is settled by
 * looking, what was not sent is sent. With `reconcile`, nothing is sent.
 * @throws SettingsError where the run's files are gone, LockedError where another process has the account; nothing was sent then
 */
export async function resumeRun(
  run: StoredRun,
  options: PrepareOptions & SendOptions & { readonly state: State },
): Promise<Report> {
  const { state, clock = systemClock } = options;
  const lock = await lockAccount(state, run.account, clock.now());
  try {
    const signal = options.signal ?? options.stop;
    const prepared = await prepareRun(run, { ...options, ...(signal ? { signal } : {}) });
    try {
      return await importPrepared(prepared, options);
    } finally {
      await prepared.close();
    }
  } finally {
    lock.release();
  }
}
