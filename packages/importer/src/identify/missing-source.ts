import { lstat, opendir } from 'node:fs/promises';
import path from 'node:path';
import { SourceError } from '@solarproof-import/core';

/** So many names of a folder are looked at: enough for an office's folder, and quick on a slow share. */
const mostNames = 2_000;
const longestName = 120;

/**
 * What the user is told of a file that is not there: a link to nothing, a missing folder, or a name that is nearly right.
 */
export async function missingSource(file: string): Promise<SourceError> {
  const isLink = await lstat(file).then(
    (found) => found.isSymbolicLink(),
    () => false,
  );
  if (isLink) {
    return new SourceError('SOURCE_LINK_BROKEN', 'This is a link to a file that is no longer there.', [
      'Give the file itself, or make the link anew.',
    ]);
  }
  const names = await namesIn(path.dirname(file));
  if (names === undefined) {
    return new SourceError('SOURCE_MISSING', 'There is no such file, and no such folder.', [
      'Check the name of the folder. A path with spaces in it is written within quotes.',
    ]);
  }
  const near = nearestName(path.basename(file), names);
  return new SourceError('SOURCE_MISSING', 'There is no such file.', [
    near === undefined ? 'Check the name and the folder.' : `Did you mean "${near}"?`,
  ]);
}

async function namesIn(folder: string): Promise<readonly string[] | undefined> {
  const names: string[] = [];
  try {
    for await (const { name } of await opendir(folder)) {
      names.push(name);
      if (names.length >= mostNames) break;
    }
  } catch {
    return names.length > 0 ? names : undefined;
  }
  return names.toSorted();
}

const tableEnding = /\.(?:csv|tsv|txt|xlsx|xlsm|xls|ods)$/i;

/** The name that differs least, where it differs little: in case, spaces, ending, or a letter or two. */
export function nearestName(wanted: string, names: readonly string[]): string | undefined {
  if (wanted.length > longestName) return undefined;
  let nearest: { readonly name: string; readonly distance: number } | undefined;
  for (const name of names) {
    if (name.length > longestName || !tableEnding.test(name) || name.startsWith('~$')) continue;
    const distance = differenceOf(wanted, name);
    if (distance < (nearest?.distance ?? Math.max(2, wanted.length / 5))) nearest = { name, distance };
  }
  return nearest?.name;
}

/** Another ending counts half a letter; case, spaces and marks next to nothing. */
function differenceOf(wanted: string, name: string): number {
  const endings = tableEnding.exec(wanted)?.[0].toLowerCase() === tableEnding.exec(name)?.[0].toLowerCase();
  return lettersApart(plain(wanted), plain(name)) + (endings ? 0 : 0.5) + (wanted === name ? 0 : 0.1);
}

function plain(name: string): string {
  return name
    .replace(tableEnding, '')
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** Levenshtein's distance. */
function lettersApart(one: string, other: string): number {
  let before = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const replaced = (before[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
      now.push(Math.min(replaced, (before[column] ?? 0) + 1, (now[column - 1] ?? 0) + 1));
    }
    before = now;
  }
  return before.at(-1) ?? 0;
}
