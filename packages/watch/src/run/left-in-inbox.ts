import { SourceError } from '@solarproof-import/importer';

/*
 * Why a file stays in the inbox, though it is there, in the words of errors of a file: the note beside it says the same.
 */
/** A folder may hold lists, and is not looked into. */
export const noLists = new SourceError(
  'SOURCE_NOT_A_FILE',
  'This is a folder, and lists in it are not imported.',
  ['Move the lists themselves into inbox.'],
);

/** A list of a million rows has a quarter of it; each is read to its end several times. */
export const mostBytes = 1_000_000_000;

/** @param size in bytes */
export function tooLarge(size: number): SourceError {
  return new SourceError(
    'SOURCE_TOO_LARGE',
    `It has ${Math.round(size / 1_000_000)} MB; lists of up to 1,000 MB are taken.`,
    ['Divide it into several lists.'],
  );
}

/** It is open in another program, a virus scanner is looking at it, or the rights on the folder do not allow it. @param code the system's */
export function notMovable(code: string): SourceError {
  return new SourceError(
    'SOURCE_NOT_MOVABLE',
    `It cannot be moved out of the inbox (${code}): most likely it is open in another program.`,
    ['Close it there. If nobody has it open, check that files may be renamed and removed in this folder.'],
  );
}
