import { memoryJournal, type EarlierClaims, type Journal, type RawRow } from '@solarproof-import/core';
import path from 'node:path';
import type { PreparedFile } from './prepare-file.js';
import type { State } from './state/open-state.js';
import { applyRetention } from './state/purge.js';
import type { RunSettings } from './state/run-settings.js';

/** What keeps the run. */
export interface Keeping {
  /** Default: nothing; a run that dies then is gone. */
  readonly state?: State | undefined;
  /** Days after which the files of runs with nothing open go by themselves; default 30. */
  readonly retentionDays?: number | undefined;
  /** Kept with the run, to write the same result again and to talk to the same address. */
  readonly kept?: Pick<RunSettings, 'output' | 'apiUrl' | 'mappingFile'> | undefined;
}

/**
 * Makes a run durable before its first row is sent, its copy of the file before its name in the journal.
 * @throws SettingsError where the disk does not take it, what the journal throws; nothing was sent then
 */
export async function beginRun(
  prepared: PreparedFile,
  { state, retentionDays, kept = {} }: Keeping,
): Promise<Journal> {
  if (state === undefined) return memoryJournal();
  const { directory, store } = state;
  const { runId, account, source, started, plan } = prepared;
  if (prepared.stored === undefined) {
    await prepared.keep(state, kept);
    const file = path.resolve(prepared.file);
    await store.addRun({ id: runId, account, source, file, started, rows: plan.counts.rows });
  }
  await applyRetention(store, {
    state: directory,
    now: prepared.clock.now(),
    ...(retentionDays === undefined ? {} : { days: retentionDays }),
  });
  return store.journal(runId);
}

/** What a result workbook that is fed back claims of its rows, as far as this state directory knows of the run that wrote it. */
export function claimsOf(prepared: PreparedFile, state: State | undefined): EarlierClaims {
  return async (raw: RawRow) => {
    const previous = prepared.previousOf(raw);
    if (previous?.runId === undefined || previous.runId === prepared.runId) return undefined;
    const { runId, customerId, row, sentEmail } = previous;
    const run = await state?.store.run(runId);
    // An account's e-mails are its own: what another account's run left open says nothing here.
    const isSame = run?.account.host === prepared.account.host && run.account.name === prepared.account.name;
    const unsettled =
      state !== undefined && isSame && previous.status === 'unconfirmed' && sentEmail !== undefined
        ? { email: sentEmail, row, journal: await state.store.journal(runId) }
        : undefined;
    return {
      runId,
      ...(customerId === undefined ? {} : { customerId }),
      ...(unsettled === undefined ? {} : { unsettled }),
    };
  };
}
