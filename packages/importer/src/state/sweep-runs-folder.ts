import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { StoredRun } from '@solarproof-import/core';
import { preparingPrefix } from '../take-snapshot.js';
import { removingPrefix } from './remove-run-folder.js';
import { removeAbandoned } from './working-folder.js';

/**
 * Removes what deaths left behind and no run needs: copies of dead processes, folders on their way out, and folders whose run
 * never came to be noted in the journal. What cannot be removed stays for the next time.
 */
export async function sweepRunsFolder(
  runsFolder: string,
  { runs, now }: { readonly runs: readonly StoredRun[]; readonly now: Date },
): Promise<void> {
  await removeAbandoned(runsFolder, preparingPrefix);
  const known = new Set(runs.map(({ id }) => id));
  for (const name of await readdir(runsFolder).catch(() => [])) {
    const folder = path.join(runsFolder, name);
    const isOver =
      name.startsWith(removingPrefix) || (isRunId(name) && !known.has(name) && (await isOld(folder, now)));
    if (isOver) await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }
}

/** Whether a name is that of a run's folder: what else somebody has put there is not ours to remove. */
export function isRunId(name: string): boolean {
  return /^\d{8}-\d{6}-[0-9a-f]{6}$/.test(name);
}

/** A run is noted within moments of its folder; within a day, another process may be about to. */
async function isOld(folder: string, now: Date): Promise<boolean> {
  const made = await stat(folder).then(
    ({ mtimeMs }) => mtimeMs,
    () => Number.POSITIVE_INFINITY,
  );
  return now.getTime() - made > 86_400_000;
}
