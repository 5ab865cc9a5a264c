import { link, lstat, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from '@solarproof-import/importer';
import { namesFor } from './file-names.js';

/**
 * Moves a file to a name that nobody has, and never over another file. Hard links tell for certain whether a name is taken; where
 * a share has none, the name is first taken by an empty file.
 * @returns false where the name is taken; the file is where it was then
 * @throws what the system says
 */
export async function moveTo(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT') throw error;
    // A move that was cut off in the middle has left the file under both names.
    if (code === 'EEXIST') return (await isSameFile(from, to)) ? remove(from) : false;
    return renameTo(from, to);
  }
  return remove(from);
}

async function remove(file: string): Promise<true> {
  await rm(file);
  return true;
}

async function renameTo(from: string, to: string): Promise<boolean> {
  const taken = await open(to, 'wx').then(
    (handle) => handle.close().then(() => false),
    (error: unknown) => {
      if (systemCode(error) === 'EEXIST') return true;
      throw error;
    },
  );
  // Also where it is empty: another watcher may be about to move its file there.
  if (taken) return false;
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    await rm(to, { force: true }).catch(() => undefined);
    throw error;
  }
}

async function isSameFile(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([one, other].map((file) => lstat(file, { bigint: true })));
  return first !== undefined && first.ino !== 0n && first.ino === second?.ino && first.dev === second.dev;
}

/** Where a file goes that only has to lie somewhere in a folder. */
export interface FreeMove {
  /** The folder. */
  readonly to: string;
  /** The time that tells it from others of its name. */
  readonly at: Date;
  /** Default: its own name. */
  readonly wanted?: string;
}

/** Moves a file into a folder, under its name or the next that is free. @returns that name @throws what the system says */
export async function moveToFree(
  from: string,
  { to, at, wanted = path.basename(from) }: FreeMove,
): Promise<string> {
  for (const name of namesFor(wanted, at)) if (await moveTo(from, path.join(to, name))) return name;
  return wanted;
}
