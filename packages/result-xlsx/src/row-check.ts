import type { ResultRow, RowStatus } from '@solarproof-import/core';
import { cellLimit, cleanText } from './cell-text.js';
import type { RowLayout } from './row-layout.js';

/*
 * A row to fix stands in two sheets, and a person may correct either. What its cells were when they were written is told by
 * a hidden column, so that a workbook that is fed back can tell the corrected cell from the one that was left alone:
 *
 *   17 0k30k3f91x21b7qa… jo@example.com
 *
 * The row's number, for a row may be copied; for each of the user's cells a fingerprint of its label (3 characters) and of its
 * text (5), for columns may be moved and renamed; and of an unconfirmed row the e-mail that was sent, for it may be corrected
 * before anybody knows what became of it.
 */

/** The label of that column. */
export const rowCheckLabel = 'Import: Check';

/** What `Import: Check` says of a row. */
export interface RowCheck {
  /** What `Import: Row` was. */
  readonly row: number;
  /** Of an unconfirmed row: the e-mail that was sent. */
  readonly email?: string;
  /**
   * Whether a cell under this label had this text, white space apart. Of a label that was not there: whether any cell had it,
   * or it is blank.
   */
  isOriginal(label: string, text: string): boolean;
}

const checkedStatuses: ReadonlySet<RowStatus> = new Set(['invalid', 'rejected', 'not-sent', 'unconfirmed']);

/** What stands in `Import: Check` of a row; `''` where the row is in one sheet alone and done. */
export function rowCheck(
  { raw, outcome, changes }: ResultRow,
  { labels, fieldColumns }: Pick<RowLayout, 'labels' | 'fieldColumns'>,
): string {
  if (!checkedStatuses.has(outcome.status)) return '';
  const cells = Array.from({ length: Math.max(labels.length, raw.cells.length) }, (_, column) =>
    fingerprint(labels[column] ?? '', raw.cells[column] ?? ''),
  );
  const emailColumn = outcome.status === 'unconfirmed' ? fieldColumns.get('email') : undefined;
  const email =
    emailColumn === undefined
      ? ''
      : (changes.find(({ field }) => field === 'email')?.after ?? raw.cells[emailColumn] ?? '');
  const check = `${raw.row} ${cells.join('')} ${plain(email)}`.trimEnd();
  return check.length > cellLimit ? '' : check;
}

/** Reads `Import: Check`; `undefined` where it holds nothing that we wrote. */
export function readRowCheck(text: string): RowCheck | undefined {
  const [, row, cells = '', email] = /^(\d+) ((?:[0-9a-z]{8})+)(?: (\S.*))?$/.exec(text) ?? [];
  if (row === undefined) return undefined;
  const known = cells.match(/.{8}/g) ?? [];
  const [both, labels, texts] = [
    new Set(known),
    new Set(known.map((cell) => cell.slice(0, 3))),
    new Set(known.map((cell) => cell.slice(3))),
  ];
  return {
    row: Number(row),
    ...(email === undefined ? {} : { email }),
    isOriginal(label, cell) {
      const isBlank = plain(cell) === '';
      if (isBlank && plain(label) === '') return true;
      const mark = fingerprint(label, cell);
      return labels.has(mark.slice(0, 3)) ? both.has(mark) : isBlank || texts.has(mark.slice(3));
    },
  };
}

function fingerprint(label: string, text: string): string {
  return digest(plain(label), 3) + digest(plain(cleanText(text)), 5);
}

/** FNV-1a, mixed as murmur3 ends. It guards against mistakes, not against intent. */
function digest(content: string, characters: number): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < content.length; index += 1)
    hash = Math.imul(hash ^ content.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  hash ^= hash >>> 16;
  return ((hash >>> 0) % 36 ** characters).toString(36).padStart(characters, '0');
}

/** As a spreadsheet program may hand a text back: line ends and blanks are its to change. */
function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
