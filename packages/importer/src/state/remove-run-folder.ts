import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from '@solarproof-import/core';
import { machineDisk, type Disk } from './durable-disk.js';

/** What was removed, in bytes and files. */
export interface Removed {
  readonly files: number;
  readonly bytes: number;
}

/**
 * Removes a run's folder, durably; what an earlier removal left behind goes too. A folder that is not there is no error.
 * @returns what went
 * @throws the system's error where it cannot be removed: it is then there whole, or not found any more by `openRunFolder`
 */
export async function removeRunFolder(
  runsFolder: string,
  runId: string,
  disk: Disk = machineDisk,
): Promise<Removed> {
  const folder = path.join(runsFolder, runId);
  const going = path.join(runsFolder, `${removingPrefix}${runId}`);
  const found = [await sizeOf(folder), await sizeOf(going)];
  // Of runs that were purged long ago nothing is there: no flush for each of them at each purge.
  if (!found.some(({ isThere }) => isThere)) return { files: 0, bytes: 0 };
  await disk.remove(going);
  if (found[0]?.isThere) await disk.rename(folder, going);
  await disk.remove(going);
  await disk.syncFolder(runsFolder);
  return {
    files: found.reduce((sum, { files }) => sum + files, 0),
    bytes: found.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** How the folders begin that are on their way out. */
export const removingPrefix = '.removing-';

async function sizeOf(folder: string): Promise<Removed & { readonly isThere: boolean }> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (names === undefined) return { files: 0, bytes: 0, isThere: false };
  const sizes = await Promise.all(names.map(async (name) => (await stat(path.join(folder, name))).size));
  return { files: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0), isThere: true };
}
