import { readdir } from 'node:fs/promises';
import path from 'node:path';
import {
  isUnfinished,
  systemCode,
  type Delivery,
  type State,
  type StoredRun,
} from '@solarproof-import/importer';
import { readHeartbeat, type Heartbeat } from './run/heartbeat.js';

/** How the watches of a state directory do. */
export interface WatchStatus {
  /** One for each folder that is or was watched. */
  readonly folders: readonly Heartbeat[];
  /** Runs with rows that are not done, the newest first. */
  readonly openRuns: readonly StoredRun[];
  /** Lists that wait for a person. */
  readonly review: readonly Delivery[];
  /** Notices that are still to be told. */
  readonly notices: number;
  /** Why the journal cannot be written; left out where it can. */
  readonly journal?: string;
}

/** Something that is not as it should be. */
export interface Illness {
  /** The folder; left out where it is none of one folder. */
  readonly folder?: string;
  readonly code: string;
  readonly message: string;
}

/** Asks how the watches of a state directory do. @throws what the store throws where it cannot even be read */
export async function watchStatus(state: State): Promise<WatchStatus> {
  const { store, directory } = state;
  const dir = await directory.watchFolder();
  const names = (await readdir(dir)).filter((name) => /^[0-9a-f]{16}\.json$/.test(name)).toSorted();
  const read = await Promise.all(names.map((name) => readHeartbeat(path.join(dir, name))));
  const openRuns = (await store.runs()).filter(isUnfinished);
  const [review, notices] = [await store.deliveries.list({ state: 'review' }), await store.outbox.waiting()];
  const journal = await store.proveWritable().then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : 'it cannot be written'),
  );
  return {
    folders: read.filter((heartbeat) => heartbeat !== undefined),
    openRuns,
    review,
    notices: notices.length,
    ...(journal === undefined ? {} : { journal }),
  };
}

/** How long there may have been no sign of life, and which folders should be watched. */
export interface HealthLimits {
  readonly now: Date;
  readonly withinMs: number;
  /** Default: those that there is a heartbeat of. */
  readonly folders?: readonly string[] | undefined;
}

/** What keeps the watches from doing their work. @returns nothing where all is well */
export function illnesses(status: WatchStatus, limits: HealthLimits): readonly Illness[] {
  const { folders = status.folders.map(({ folder }) => folder) } = limits;
  const journal =
    status.journal === undefined ? [] : [{ code: 'JOURNAL_UNWRITABLE', message: status.journal }];
  if (folders.length === 0)
    return [
      ...journal,
      { code: 'NEVER_WATCHED', message: 'No folder has been watched with this state directory.' },
    ];
  return [...journal, ...folders.flatMap((folder) => ofFolder(folder, status, limits))];
}

function ofFolder(folder: string, status: WatchStatus, { now, withinMs }: HealthLimits): readonly Illness[] {
  const found = status.folders.find((heartbeat) => heartbeat.folder === folder);
  if (found === undefined) return [{ folder, code: 'NEVER_WATCHED', message: 'It has never been watched.' }];
  const { at, pid, started, lastPoll = started, doing, troubles } = found;
  const age = (time: Date): number => now.getTime() - time.getTime();
  const seconds = (time: Date): string => `${Math.round(age(time) / 1000)} s ago`;
  const signs = [
    ...(doing !== 'ended' && !isAlive(pid)
      ? [
          {
            folder,
            code: 'NOT_RUNNING',
            message: `Its process ${pid} ended without a word. Start the watch again.`,
          },
        ]
      : []),
    // A pass is still at work, however long it takes, while its heart beats.
    ...(age(at) > withinMs
      ? [{ folder, code: 'NO_HEARTBEAT', message: `The last sign of life was ${seconds(at)}.` }]
      : []),
    ...(doing === 'polling' && age(lastPoll) > withinMs && age(at) <= withinMs
      ? [{ folder, code: 'NO_POLL', message: `Its inbox was last seen ${seconds(lastPoll)}.` }]
      : []),
  ];
  // One run at a time of an account is how it should be.
  const kept = troubles.filter(({ cause, code }) => cause !== 'file' && code !== 'ACCOUNT_LOCKED');
  return [...signs, ...kept.map(({ code, message }) => ({ folder, code, message }))];
}

/** Whether a process of this machine is there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process may not be asked.
    return systemCode(error) !== 'ESRCH';
  }
}
