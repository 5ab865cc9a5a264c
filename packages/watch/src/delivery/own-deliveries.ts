import { mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from '@solarproof-import/importer';
import { isIgnoredName } from '../arrivals/ignored-names.js';
import { lookAt } from '../arrivals/scan-inbox.js';
import { placeIn } from '../folder/layout.js';
import { clearAway } from './clear-away.js';
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

/**
 * Finds what was taken, or approved, and has not come to its end: by the folders of this watcher, and by what the store knows, for a
 * folder may be gone whose run still has rows to send.
 * @throws what the system says of `processing/` itself, what the store throws
 */
export async function findProcessing(context: DeliveryContext): Promise<Processing> {
  const { folder, watcher, mark, state } = context;
  const place = placeIn(folder.root, 'processing');
  const dirs: string[] = [];
  const others: OthersFiles[] = [];
  for (const entry of await readdir(place, { withFileTypes: true })) {
    const inside = path.join(place, entry.name);
    if (entry.isDirectory() && watcher.isOwn(entry.name)) {
      for (const id of await readdir(inside)) dirs.push(path.join(inside, id));
      continue;
    }
    const files = entry.isDirectory() ? await filesIn(inside) : entry.name.startsWith('.') ? [] : [inside];
    if (files.length > 0)
      others.push({ watcher: entry.name, files: files.length, oldest: await oldestOf(files) });
  }
  const own = (await Promise.all(dirs.map((dir) => takenIn(dir, context)))).flat();
  const known = await state.store.deliveries.list({ folder: mark, state: 'processing' });
  const there = new Set(dirs.map((dir) => path.basename(dir)));
  for (const { id, name } of known.filter((delivery) => !there.has(delivery.id))) {
    const dir = path.join(place, watcher.id, id);
    await mkdir(path.dirname(dir)).catch(unlessThere);
    await mkdir(dir).catch(unlessThere);
    own.push({ id, dir, name });
  }
  return { own: own.toSorted((one, other) => (one.id < other.id ? -1 : 1)), others };
}

/** The file in a delivery's folder. A folder goes whose delivery has ended, or that a death left empty before there was one. */
async function takenIn(dir: string, { state }: DeliveryContext): Promise<readonly Taken[]> {
  const id = path.basename(dir);
  const known = await state.store.deliveries.find(id);
  if (known?.state === 'processing') return [{ id, dir, name: known.name }];
  const names = await readdir(dir).catch(() => []);
  // Of a delivery that is not known yet, nothing but the file itself can be there.
  const name = known === undefined ? names.find((one) => !isIgnoredName(one)) : undefined;
  if (name !== undefined && isFile(await lookAt(path.join(dir, name)))) return [{ id, dir, name }];
  await clearAway(dir);
  return [];
}

function isFile(look: Awaited<ReturnType<typeof lookAt>>): boolean {
  return look !== undefined && 'look' in look;
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

function unlessThere(error: unknown): void {
  if (systemCode(error) !== 'EEXIST') throw error;
}
