import path from 'node:path';
import type { Config } from './config-schema.js';
import type { ConfigProblem } from './config-problem.js';

/** Folders of which one would take what another leaves. @param config with absolute paths */
export function folderOverlaps({ folders }: Config): readonly ConfigProblem[] {
  return folders.flatMap(({ folder }, index) => {
    const earlier = folders.slice(0, index).map((one) => one.folder);
    const other = earlier.findIndex((one) => isWithin(folder, one) || isWithin(one, folder));
    const found = earlier[other];
    if (found === undefined) return [];
    return [
      { path: ['folders', index, 'folder'], problem: `${howTheyLie(folder, found)} folders, ${other + 1}` },
    ];
  });
}

function howTheyLie(folder: string, other: string): string {
  if (!isWithin(other, folder)) return 'lies inside that of';
  return isWithin(folder, other) ? 'is the same as that of' : 'holds that of';
}

/** Whether a place is a folder, or lies in it, by their names. */
export function isWithin(place: string, folder: string): boolean {
  const way = path.relative(folder, place);
  return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}
