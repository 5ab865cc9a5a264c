import { SourceError } from '@solarproof-import/core';
import type { WorkbookSheet } from './workbook.js';

/**
 * The sheet that is read: the one of that name, else of that name without case; without a name the first visible one.
 * @throws SourceError where there is none, naming those that there are
 */
export function chooseSheet(sheets: readonly WorkbookSheet[], wanted?: string): WorkbookSheet {
  const chosen = wanted === undefined ? sheets.find(({ isHidden }) => !isHidden) : named(sheets, wanted);
  if (chosen !== undefined) return chosen;
  const list =
    sheets.length === 0 ? 'It has no sheet with cells.' : `It has: ${sheets.map(shown).join(', ')}.`;
  const message =
    wanted === undefined ? 'The workbook has no visible sheet.' : `No sheet is called "${wanted}".`;
  throw new SourceError('SOURCE_SHEET_UNKNOWN', message, [list, 'Name the one to read: --sheet NAME.']);
}

function named(sheets: readonly WorkbookSheet[], wanted: string): WorkbookSheet | undefined {
  const key = (name: string): string => name.trim().toLowerCase();
  return sheets.find(({ name }) => name === wanted) ?? sheets.find(({ name }) => key(name) === key(wanted));
}

/** Excel's names have 31 characters at most. */
const longestName = 40;

/** A sheet's name as it is told. */
export function shown({ name, isHidden }: WorkbookSheet): string {
  const short = name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name;
  return isHidden ? `${short} (hidden)` : short;
}
