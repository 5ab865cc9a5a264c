import { isUnfinished, systemCode, type JournalStore, type StoredRun } from '@solarproof-import/core';
import { machineDisk, type Disk } from './durable-disk.js';
import { namedRun } from './find-run.js';
import { removeRunFolder, type Removed } from './remove-run-folder.js';
import type { StateDirectory } from './state-directory.js';
import { sweepRunsFolder } from './sweep-runs-folder.js';

/** Which runs are purged. A run by its ID or a part of it; by days since it ended; or all. */
export type PurgeSelection = { readonly run: string } | { readonly olderThanDays: number } | 'all';

/** What a purge needs to know. */
export interface PurgeOptions {
  readonly state: Pick<StateDirectory, 'runsFolder'>;
  readonly now: Date;
  /** Whether another process has the lock of an unfinished run's account. Default: none has. */
  readonly isLocked?: (run: StoredRun) => Promise<boolean>;
  /** Default: this machine's. */
  readonly disk?: Disk;
}

/** What purging needs of the journals. */
export type PurgeableRuns = Pick<JournalStore, 'runs' | 'markPurged'>;

/** What became of the selected runs that still had their files. */
export interface PurgeReport {
  readonly gone: readonly PurgedRun[];
  readonly kept: readonly KeptRun[];
}

/** A run whose files went; its rows' statuses and the ledger stay. */
export interface PurgedRun extends Removed {
  readonly run: StoredRun;
  /** It could have been resumed until now. */
  readonly wasUnfinished: boolean;
}

/** A run that was selected and has its files still. */
export interface KeptRun {
  readonly run: StoredRun;
  readonly why: KeptReason;
}

/** Why a run kept its files. */
export type KeptReason =
  /** It may have rows that are unconfirmed or not sent. Only a run that is named, or all, go all the same. */
  | { readonly kind: 'unfinished' }
  /** Another process goes on with it, or may. */
  | { readonly kind: 'under-way' }
  /** The system refused, with its code; its files may be partly gone. */
  | { readonly kind: 'not-removable'; readonly code: string };

/**
 * Removes the files of runs, which hold what customers are called and where they live, and then notes it in the journal. Where
 * it is interrupted, the same purge again ends it.
 * @returns what went and what was kept
 * @throws SettingsError where the run that was named is not known; what the journal throws
 */
export async function purgeRuns(
  store: PurgeableRuns,
  selection: PurgeSelection,
  options: PurgeOptions,
): Promise<PurgeReport> {
  const runs = await store.runs();
  const gone: PurgedRun[] = [];
  const kept: KeptRun[] = [];
  for (const run of selected(runs, selection, options.now)) {
    const why = await reasonToKeep(run, selection, options);
    const removed = why ?? (await removeFiles(run, options));
    if ('kind' in removed) {
      kept.push({ run, why: removed });
      continue;
    }
    if (run.purged !== undefined && removed.files === 0) continue;
    if (run.purged === undefined) await store.markPurged(run.id, options.now);
    gone.push({ run, ...removed, wasUnfinished: isUnfinished(run) });
  }
  await sweepRunsFolder(options.state.runsFolder, { runs, now: options.now });
  return { gone, kept };
}

/** Purges what is older than a run's files need to be kept and has nothing open. @param options `days` after the end, default 30 */
export async function applyRetention(
  store: PurgeableRuns,
  { days = 30, ...options }: PurgeOptions & { readonly days?: number },
): Promise<PurgeReport> {
  const runs = (await store.runs()).filter(({ purged }) => purged === undefined);
  const due = selected(runs, { olderThanDays: days }, options.now).some((run) => !isUnfinished(run));
  // What earlier purges left behind goes with the next that has something to do.
  if (!due) return { gone: [], kept: [] };
  return purgeRuns(store, { olderThanDays: days }, options);
}

function selected(runs: readonly StoredRun[], selection: PurgeSelection, now: Date): readonly StoredRun[] {
  if (selection === 'all') return runs;
  if ('run' in selection) return [namedRun(runs, selection.run)];
  const latest = now.getTime() - selection.olderThanDays * 86_400_000;
  return runs.filter(({ started, end }) => (end?.at ?? started).getTime() <= latest);
}

async function reasonToKeep(
  run: StoredRun,
  selection: PurgeSelection,
  { isLocked }: PurgeOptions,
): Promise<KeptReason | undefined> {
  if (!isUnfinished(run)) return undefined;
  if (selection !== 'all' && 'olderThanDays' in selection) return { kind: 'unfinished' };
  return (await isLocked?.(run)) === true ? { kind: 'under-way' } : undefined;
}

async function removeFiles(
  run: StoredRun,
  { state, disk = machineDisk }: PurgeOptions,
): Promise<Removed | Extract<KeptReason, { kind: 'not-removable' }>> {
  try {
    return await removeRunFolder(state.runsFolder, run.id, disk);
  } catch (error) {
    return { kind: 'not-removable', code: systemCode(error) };
  }
}
