import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from '@solarproof-import/importer';
import { isNoteName } from '../folder/note-names.js';
import { isIgnoredName, markerOf } from './ignored-names.js';

/** A regular file in an inbox, as its folder shows it. */
export interface Arrival {
  readonly name: string;
  /** Differs when its size, its time or the file itself does. */
  readonly look: string;
  /** When it was changed last, in milliseconds: for the order alone. */
  readonly changed: number;
  /** In bytes. */
  readonly size: number;
}

/** What an inbox holds. */
export interface Inbox {
  /** The oldest first. */
  readonly arrivals: readonly Arrival[];
  /** What is no file: links, junctions, folders, pipes. */
  readonly others: readonly { readonly name: string; readonly why: 'link' | 'folder' | 'no-file' }[];
  /** Files whose marker is not there. */
  readonly unmarked: readonly string[];
  /** The names of notes. */
  readonly notes: readonly string[];
}

/** How many files wait in an inbox. */
export function waitingIn({ arrivals, unmarked }: Inbox): number {
  return arrivals.length + unmarked.length;
}

/**
 * Looks into an inbox. What is there and gone a moment later is not there.
 * @param marker a pattern such as `{name}.ready`: files without their marker are no arrivals
 * @throws what the system says where the inbox cannot be read
 */
export async function scanInbox(inbox: string, marker?: string): Promise<Inbox> {
  const names = await readdir(inbox);
  const there = new Set(names);
  const arrivals: Arrival[] = [];
  const others: Inbox['others'][number][] = [];
  const unmarked: string[] = [];
  for (const name of names) {
    if (isIgnoredName(name, marker)) continue;
    // A file of which nothing can be told for now is judged by what it says when it is opened.
    const found = await lookAt(path.join(inbox, name)).catch(() => ({ look: '', changed: 0, size: 0 }));
    // A name that is no UTF-8 is read as another, which nobody has.
    if (found === undefined && name.includes('\uFFFD')) others.push({ name, why: 'no-file' });
    if (found === undefined) continue;
    if ('why' in found) others.push({ name, why: found.why });
    else if (marker !== undefined && !there.has(markerOf(name, marker))) unmarked.push(name);
    else arrivals.push({ name, ...found });
  }
  return { arrivals: arrivals.toSorted(byAge), others, unmarked, notes: names.filter(isNoteName) };
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
    return {
      look: [size, mtimeNs, dev, ino].join(':'),
      changed: Number(mtimeNs / 1_000_000n),
      size: Number(size),
    };
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function byAge(one: Arrival, other: Arrival): number {
  return one.changed - other.changed || (one.name < other.name ? -1 : 1);
}
