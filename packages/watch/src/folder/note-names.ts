import { cutToBytes } from './cut-to-bytes.js';

/** What a note tells of the file beside it. */
export const noteKinds = ['error', 'duplicate', 'review', 'waiting'] as const;

export type NoteKind = (typeof noteKinds)[number];

/** The name of the note on a file: `customers.csv.error.txt`. A name that leaves no room for it is cut. */
export function noteName(name: string, kind: NoteKind): string {
  return `${cutToBytes(name, longestName)}.${kind}.txt`;
}

/** In bytes: 255 less the longest ending. */
const longestName = 240;

/** Whether a name is that of a note, which is no list wherever it lies. */
export function isNoteName(name: string): boolean {
  return /.\.(?:error|duplicate|review|waiting)\.txt$/i.test(name);
}
