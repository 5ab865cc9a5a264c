import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { systemCode } from '@solarproof-import/core';

/** Makes a folder that only this user may enter and whose name tells whose it is: `<prefix><pid>-<random>`. */
export async function makeWorkingFolder(parent: string, prefix: string): Promise<string> {
  return mkdtemp(path.join(parent, `${prefix}${process.pid}-`));
}

/** Removes the working folders of dead processes: one that was killed could not remove its copy of somebody's customers. */
export async function removeAbandoned(parent: string, prefix: string): Promise<void> {
  for (const name of await readdir(parent).catch(() => [])) {
    const pid = name.startsWith(prefix) ? /^(\d+)-/.exec(name.slice(prefix.length))?.[1] : undefined;
    if (pid === undefined) continue;
    const folder = path.join(parent, name);
    if (await isInUse(folder, Number(pid))) continue;
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function isInUse(folder: string, pid: number): Promise<boolean> {
  if (pid !== process.pid) return isAlive(pid);
  // In a container every run may have the same number, also the one that was killed before.
  const made = await stat(folder).then(
    ({ mtimeMs }) => mtimeMs,
    () => Number.POSITIVE_INFINITY,
  );
  return made > performance.timeOrigin - coarsestClock;
}

/** File systems that keep times by two seconds, and then some, in milliseconds. */
const coarsestClock = 10_000;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process may not be asked.
    return systemCode(error) !== 'ESRCH';
  }
}
