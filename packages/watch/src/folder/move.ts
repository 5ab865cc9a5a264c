import { link, lstat, open, rename, rm } from 'node:fs/promises';
import { systemCode } from '@solarproof-import/importer';

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
