import { readdir, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';

/**
 * Removes the folder of a delivery that has ended, with what a death left half-written in it. What somebody else put there stays, and
 * the folder with it.
 */
export async function clearAway(dir: string): Promise<void> {
  for (const name of await readdir(dir).catch(() => []))
    if (/^\..+\.tmp$/.test(name)) await rm(path.join(dir, name), { force: true }).catch(() => undefined);
  await rmdir(dir).catch(() => undefined);
}
