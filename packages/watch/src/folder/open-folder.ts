import { randomBytes } from 'node:crypto';
import { lstat, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { systemCode, type DeliveryStore } from '@solarproof-import/importer';
import { markName, placeIn, placeNames } from './layout.js';
import { readSmallText } from './open-regular.js';
import { moveTo } from './move.js';

/** Whether a watched folder is there. */
export type FolderStanding =
  | { readonly kind: 'here'; readonly mark: string }
  | { readonly kind: 'away'; readonly code: string; readonly message: string };

/** What is asked of `openFolder`. */
export interface OpenFolderOptions {
  readonly deliveries: Pick<DeliveryStore, 'markOf' | 'pathsOf' | 'rememberMark'>;
  /** A folder that lost its mark is taken for a new one. Default false. */
  readonly adopt?: boolean;
}

/**
 * Finds a watched folder, and makes what is missing in it: all of it where it was never watched. A folder that was watched and
 * has no mark any more is not touched: most likely the share is not mounted, and the empty folder below it is shown.
 * @throws what the store throws
 */
export async function openFolder(
  root: string,
  { deliveries, adopt = false }: OpenFolderOptions,
): Promise<FolderStanding> {
  const known = await deliveries.markOf(root);
  try {
    if (known === undefined) await mkdir(root).catch(unlessThere);
    const mark =
      (await readMark(root)) ?? (known === undefined || adopt ? await makeMark(root, known) : undefined);
    if (mark === undefined) return withoutMark(root);
    const original = mark === known ? undefined : await otherFolderWith(mark, root, deliveries);
    if (original !== undefined) return copied(root, original);
    for (const name of placeNames) await makePlace(placeIn(root, name));
    if (mark !== known) await deliveries.rememberMark(root, mark);
    return { kind: 'here', mark };
  } catch (error) {
    if (error instanceof PlaceTaken)
      return { kind: 'away', code: 'FOLDER_PLACE_TAKEN', message: error.message };
    if (systemCode(error) === 'unknown reason') throw error;
    return unreachable(root, systemCode(error));
  }
}

/** The mark of a watched folder; `undefined` where it has none. @throws what the system says */
export async function readMark(root: string): Promise<string | undefined> {
  const text = await readSmallText(path.join(root, markName)).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return '';
    throw error;
  });
  return /^mark: ([0-9a-f]{16})$/m.exec(text)?.[1];
}

/** @param known the mark that it had: what is known of its files goes on to count */
async function makeMark(root: string, known: string | undefined): Promise<string> {
  const mark = known ?? randomBytes(8).toString('hex');
  const text = [
    'solarproof-import watches this folder, and knows it again by this file. Leave it here.',
    `mark: ${mark}`,
    '',
  ].join('\r\n');
  const file = path.join(root, markName);
  const draft = `${file}.${mark}.tmp`;
  await writeFile(draft, text, { flag: 'wx' });
  // It is whole from the moment it is there: another watcher may have come first, or may look meanwhile.
  if (await moveTo(draft, file)) return mark;
  if ((await readMark(root)) === undefined) await rename(draft, file);
  else await rm(draft, { force: true });
  return (await readMark(root)) ?? mark;
}

async function makePlace(place: string): Promise<void> {
  let isThere = await isFolder(place);
  if (isThere === undefined) {
    await mkdir(place).catch(unlessThere);
    isThere = await isFolder(place);
  }
  // A link would lead out of the folder, and to another volume.
  if (isThere !== true) throw new PlaceTaken(place);
}

/** @returns `undefined` where nothing is there */
async function isFolder(place: string): Promise<boolean | undefined> {
  const found = await lstat(place).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  return found?.isDirectory();
}

function unlessThere(error: unknown): void {
  if (systemCode(error) !== 'EEXIST') throw error;
}

class PlaceTaken extends Error {
  constructor(place: string) {
    super(`${place} is a link or a file, and should be a folder. Remove or rename it.`);
  }
}

function unreachable(root: string, code: string): FolderStanding {
  return {
    kind: 'away',
    code: 'FOLDER_UNREACHABLE',
    message: `The folder ${root} cannot be reached (${code}). It is tried again at each poll; check the share and the rights on it.`,
  };
}

/** Another folder that has the same mark: this one was made by copying it. The same folder under another path is none. */
async function otherFolderWith(
  mark: string,
  root: string,
  deliveries: Pick<DeliveryStore, 'pathsOf'>,
): Promise<string | undefined> {
  const here = await lstat(root, { bigint: true });
  for (const other of (await deliveries.pathsOf(mark)).filter((one) => one !== root)) {
    const there = await stat(other, { bigint: true }).catch(() => undefined);
    const isSame = there !== undefined && there.ino === here.ino && there.dev === here.dev;
    if (there === undefined || isSame || here.isSymbolicLink()) continue;
    if ((await readMark(other).catch(() => undefined)) === mark) return other;
  }
  return undefined;
}

function copied(root: string, original: string): FolderStanding {
  return {
    kind: 'away',
    code: 'FOLDER_COPIED',
    message: `The folder ${root} has the mark of ${original}: it is a copy of it. Remove the file ${markName} in the copy; it gets a mark of its own then.`,
  };
}

function withoutMark(root: string): FolderStanding {
  return {
    kind: 'away',
    code: 'FOLDER_LOST_MARK',
    message: `The folder ${root} is not the one that was watched: ${markName} is missing in it. Most likely the share is not mounted. If the folder was emptied or replaced on purpose, start the watch once with --adopt.`,
  };
}
