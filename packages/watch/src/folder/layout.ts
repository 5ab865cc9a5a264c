import path from 'node:path';

/** The folders of a watched folder, beside each other on one volume. */
export const placeNames = ['inbox', 'processing', 'done', 'failed', 'duplicates', 'review'] as const;

export type PlaceName = (typeof placeNames)[number];

/** The file by which a watched folder is known again: where it is missing, the share is not there. */
export const markName = '.solarproof-import';

/** The path of one of the folders. */
export function placeIn(root: string, name: PlaceName): string {
  return path.join(root, name);
}

/** The path of a file that is named from the watched folder, with `/`: `done/customers.xlsx`. */
export function pathIn(root: string, place: string): string {
  return path.join(root, ...place.split('/'));
}

/** The name of a file from the watched folder, with `/`. */
export function placeOf(root: string, file: string): string {
  return path.relative(root, file).split(path.sep).join('/');
}
