import { randomBytes } from 'node:crypto';
import { lstat, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from '@solarproof-import/importer';
import { markName, placeIn, placeNames, type PlaceName } from '@solarproof-import/watch';

/** What was found out by trying. What was made for it is removed again. */
export interface FolderProbe {
  /** False where the watched folder is to be made yet. */
  readonly isThere: boolean;
  /** What keeps a watch from starting, in words that go on after the folder's name. */
  readonly hindrances: readonly string[];
  /** The time of a file that was made just now; left out where none could be made. */
  readonly fileTime?: Date;
}

/** Tries what a watch does in its folder: makes, moves and removes files, in each of its places that is there. Never throws. */
export async function probeFolder(root: string): Promise<FolderProbe> {
  const standing = await standingOf(root, stat);
  if (standing === 'none') {
    const { why } = await probePlace(path.dirname(root));
    const hindrances = why === undefined ? [] : [`is not there, and the folder above it ${why}`];
    return { isThere: false, hindrances };
  }
  if (standing !== 'folder') return { isThere: true, hindrances: [standing] };
  const places: PlaceName[] = [];
  const hindrances: string[] = [];
  for (const name of placeNames) {
    const found = await standingOf(placeIn(root, name), lstat);
    if (found === 'folder') places.push(name);
    else if (found !== 'none') hindrances.push(`has ${name}/, which ${found}`);
  }
  // Where nothing is missing, nothing is ever written beside the places.
  const mark = await standingOf(path.join(root, markName), lstat);
  const isWhole = places.length === placeNames.length && mark !== 'none';
  const first = isWhole ? undefined : await probePlace(root);
  if (first?.why !== undefined) hindrances.push(first.why);
  let fileTime = first?.fileTime;
  for (const name of places) {
    const probe = await probePlace(placeIn(root, name));
    if (probe.why !== undefined) hindrances.push(`has ${name}/, which ${probe.why}`);
    fileTime ??= probe.fileTime;
  }
  if (hindrances.length === 0) hindrances.push(...(await moveHindrances(root, places)));
  return { isThere: true, hindrances, ...(fileTime === undefined ? {} : { fileTime }) };
}

/** `folder`, `none`, or in words what is there instead. */
async function standingOf(place: string, look: typeof lstat | typeof stat): Promise<string> {
  try {
    return (await look(place)).isDirectory() ? 'folder' : 'is a link or a file, and should be a folder';
  } catch (error) {
    const code = systemCode(error);
    return code === 'ENOENT' ? 'none' : `cannot be reached (${code})`;
  }
}

async function probePlace(folder: string): Promise<{ readonly why?: string; readonly fileTime?: Date }> {
  const file = path.join(folder, probeName());
  try {
    await readdir(folder);
    await writeFile(file, 'probe\n', { flag: 'wx' });
    const { mtime } = await stat(file);
    await rm(file);
    return { fileTime: mtime };
  } catch (error) {
    await rm(file, { force: true }).catch(() => undefined);
    return { why: `cannot be read and written (${systemCode(error)})` };
  }
}

async function moveHindrances(root: string, places: readonly PlaceName[]): Promise<readonly string[]> {
  const volumes = new Map<string, number>();
  for (const name of places) volumes.set(name, (await stat(placeIn(root, name))).dev);
  const elsewhere = otherVolumes((await stat(root)).dev, volumes);
  if (elsewhere.length > 0) return elsewhere;
  const at = (name: PlaceName): string => (places.includes(name) ? placeIn(root, name) : root);
  return probeMove(at('inbox'), at('processing'));
}

/** A file is taken and put away by one rename each, which only goes within a volume. @param volumes the system's number of each place's */
export function otherVolumes(root: number, volumes: ReadonlyMap<string, number>): readonly string[] {
  return [...volumes].flatMap(([name, volume]) =>
    volume === root ? [] : [`has ${name}/ on another volume, so that no file can be moved there in one step`],
  );
}

async function probeMove(from: string, to: string): Promise<readonly string[]> {
  const [name, moved] = [path.join(from, probeName()), path.join(to, probeName())];
  try {
    await writeFile(name, 'probe\n', { flag: 'wx' });
    await rename(name, moved);
    await rm(moved);
    return [];
  } catch (error) {
    for (const left of [name, moved]) await rm(left, { force: true }).catch(() => undefined);
    return [`lets no file be moved from inbox/ to processing/ (${systemCode(error)})`];
  }
}

function probeName(): string {
  return `.solarproof-import-probe-${randomBytes(6).toString('hex')}`;
}
