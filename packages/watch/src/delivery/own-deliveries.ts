import { readdir, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { systemCode, type Delivery } from '@solarproof-import/importer';
import { placeIn } from '../folder/layout.js';
import type { DeliveryContext, Taken } from './delivery-context.js';

/** Files in `processing/` that another watcher took, or that somebody has put there. */
export interface OthersFiles {
  /** The other watcher, or the file's own name. */
  readonly watcher: string;
  readonly files: number;
  /** Since when the oldest is there, as far as it can be told. */
  readonly oldest: Date;
}

/** What lies in `processing/`. */
export interface Processing {
  /** This watcher's own, the oldest first. */
  readonly own: readonly Taken[];
  /** What other watchers have there, or somebody has put there: it is never touched. */
  readonly others: readonly OthersFiles[];
}

/** Finds what was taken and has not come to its end. @throws what the system says, what the store throws */
export async function findProcessing({ folder, watcher, state }: DeliveryContext): Promise<Processing> {
  const place = placeIn(folder.root, 'processing');
  const own: Taken[] = [];
  const others: Processing['others'][number][] = [];
  for (const entry of await readdir(place, { withFileTypes: true })) {
    const inside = path.join(place, entry.name);
    if (!entry.isDirectory()) {
      if (!entry.name.startsWith('.'))
        others.push({ watcher: entry.name, files: 1, oldest: await timeOf(inside) });
    } else if (watcher.isOwn(entry.name)) {
      for (const id of await readdir(inside))
        own.push(...(await takenIn(path.join(inside, id), state.store.deliveries)));
    } else {
      const files = await filesIn(inside);
      if (files.length > 0)
        others.push({ watcher: entry.name, files: files.length, oldest: await oldestOf(files) });
    }
  }
  return { own: own.toSorted((one, other) => (one.id < other.id ? -1 : 1)), others };
}

/** The file in a delivery's folder; a folder that a death left empty, of which nothing is known, goes. */
async function takenIn(
  dir: string,
  deliveries: { find(id: string): Promise<Delivery | undefined> },
): Promise<readonly Taken[]> {
  const id = path.basename(dir);
  const names = await readdir(dir).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return undefined;
    throw error;
  });
  if (names === undefined) return [];
  const known = await deliveries.find(id);
  // Of a delivery that is not known yet, nothing but the file itself can be there.
  const name = known?.name ?? names.find((one) => !one.startsWith('.'));
  if (name !== undefined && (names.length > 0 || known?.state === 'processing')) return [{ id, dir, name }];
  await rmdir(dir).catch(() => undefined);
  return [];
}

async function filesIn(dir: string): Promise<readonly string[]> {
  const found = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = found.filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
  return files.map((entry) => path.join(entry.parentPath, entry.name));
}

/** A delivery's folder was made when its file was taken; the file itself is as old as its list. */
async function oldestOf(files: readonly string[]): Promise<Date> {
  const times = await Promise.all([...new Set(files.map((file) => path.dirname(file)))].map(timeOf));
  return new Date(Math.min(...times.map((time) => time.getTime())));
}

async function timeOf(place: string): Promise<Date> {
  return stat(place).then(
    ({ mtime }) => mtime,
    () => new Date(),
  );
}
