import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from '@solarproof-import/importer';
import { isIgnoredName, markerOf } from './ignored-names.js';

/** A regular file in an inbox, as its folder shows it. */
export interface Arrival {
  readonly name: string;
  /** Differs when its size, its time or the file itself does. */
  readonly look: string;
  /** When it was changed last, in milliseconds: for the order alone. */
  readonly changed: number;
}

/** What an inbox holds. */
export interface Inbox {
  /** The oldest first. */
  readonly arrivals: readonly Arrival[];
  /** What is no file: links, junctions, folders, pipes. */
  readonly others: readonly { readonly name: string; readonly why: 'link' | 'folder' | 'no-file' }[];
}

/**
 * Looks into an inbox. What is there and gone a moment later is not there.
 * @param marker a pattern such as `{name}.ready`: files without their marker are not given
 * @throws what the system says where the inbox cannot be read
 */
export async function scanInbox(inbox: string, marker?: string): Promise<Inbox> {
  const names = await readdir(inbox);
  const there = new Set(names);
  const arrivals: Arrival[] = [];
  const others: Inbox['others'][number][] = [];
  for (const name of names) {
    if (isIgnoredName(name, marker)) continue;
    if (marker !== undefined && !there.has(markerOf(name, marker))) continue;
    const found = await lookAt(path.join(inbox, name));
    if (found === undefined) continue;
    if ('why' in found) others.push({ name, why: found.why });
    else arrivals.push({ name, ...found });
  }
  return { arrivals: arrivals.toSorted(byAge), others };
}

type Look = Omit<Arrival, 'name'> | { readonly why: 'link' | 'folder' | 'no-file' };

/** @returns `undefined` where it is not there any more */
export async function lookAt(file: string): Promise<Look | undefined> {
  try {
    // A junction is told as a link; a link is never followed.
    const found = await lstat(file, { bigint: true });
    if (found.isSymbolicLink()) return { why: 'link' };
    if (found.isDirectory()) return { why: 'folder' };
    if (!found.isFile()) return { why: 'no-file' };
    const { size, mtimeNs, dev, ino } = found;
    return { look: [size, mtimeNs, dev, ino].join(':'), changed: Number(mtimeNs / 1_000_000n) };
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function byAge(one: Arrival, other: Arrival): number {
  return one.changed - other.changed || (one.name < other.name ? -1 : 1);
}
