import { SourceError } from '@solarproof-import/core';
import type { FileProbe } from './file-probe.js';
import { type ForeignKind } from './refused.js';
import { ownerFile } from './owner-file.js';
import { startsWith } from './starts-with.js';

/** Databases, and what systems and programs put beside a file or in its place. */
export const systemKinds: readonly ForeignKind[] = [
  {
    matches: startsWith('SQLite format 3\0'),
    refuse: () =>
      new SourceError('SOURCE_IS_DATABASE', 'This is a database (SQLite), not a list.', [
        'Export the table of customers from it as CSV, and give that.',
      ]),
  },
  {
    matches: startsWith('\0\u0001\0\0Standard '),
    refuse: () =>
      new SourceError('SOURCE_IS_DATABASE', 'This is an Access database, not a list.', [
        'In Access, select the table of customers, then External Data > Export > Excel.',
      ]),
  },
  {
    matches: startsWith('!BDN'),
    refuse: () =>
      new SourceError('SOURCE_IS_MAIL', 'This is a data file of Outlook (.pst).', [
        'In Outlook, export the contacts as CSV: File > Open & Export > Import/Export.',
      ]),
  },
  {
    matches: startsWith('\u0078\u009f\u003e\u0022'),
    refuse: () =>
      new SourceError(
        'SOURCE_IS_MAIL',
        'This is an e-mail attachment that Outlook wrapped up (winmail.dat).',
        ['Ask the sender for the list again, sent as plain text or through a shared folder.'],
      ),
  },
  {
    matches: startsWith('L\0\0\0\u0001\u0014\u0002\0'),
    refuse: () =>
      new SourceError('SOURCE_IS_SHORTCUT', 'This is a shortcut to a file, not the file itself.', [
        'Right-click it, choose "Open file location", and give the file that is there.',
      ]),
  },
  {
    matches: startsWith('\0\u0005\u0016\u0007'),
    refuse: () =>
      new SourceError(
        'SOURCE_IS_SIDE_FILE',
        'This is a side file that a Mac keeps beside the real one ("._…").',
        ['Give the file of the same name without "._" in front.'],
      ),
  },
  {
    matches: startsWith('bplist00'),
    refuse: () =>
      new SourceError('SOURCE_IS_SIDE_FILE', 'This is a file of the Mac system, not a list.', [
        'If its name ends with ".icloud", the list is still in iCloud: download it in the Finder first.',
      ]),
  },
  { matches: isOwnerFile, refuse: ownerFile },
  {
    matches: ({ text }) => /^\[InternetShortcut\]\s*\r?\n/i.test(text),
    refuse: () =>
      new SourceError('SOURCE_IS_SHORTCUT', 'This is a shortcut to a web page, not a list.', [
        'Open the page and download the list from it.',
      ]),
  },
];

/** 165 bytes: the name's length, the name in one byte a character and blanks, then the same in two bytes a character. */
function isOwnerFile({ head, size }: FileProbe): boolean {
  const length = head[0] ?? 0;
  if (size !== 165 || length < 1 || length > 54 || head[55] !== length || head[56] !== 0) return false;
  const [narrow, wide] = [head.subarray(1 + length, 55), head.subarray(57 + 2 * length)];
  return (
    narrow.every((byte) => byte === 0x20 || byte === 0) && wide.every((byte) => byte === 0x20 || byte === 0)
  );
}
