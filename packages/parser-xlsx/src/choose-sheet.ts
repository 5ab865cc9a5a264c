import { SourceError, type Issue } from '@solarproof-import/core';
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

/** Says which sheets are not read; nothing where there is but one. */
export function leftOutNotice(sheets: readonly WorkbookSheet[], chosen: WorkbookSheet): readonly Issue[] {
  const others = sheets.filter((sheet) => sheet !== chosen);
  if (others.length === 0) return [];
  const values = { sheets: others.map(shown).join(', '), count: others.length };
  return [{ code: 'SHEETS_LEFT_OUT', level: 'warning', place: {}, values }];
}

function named(sheets: readonly WorkbookSheet[], wanted: string): WorkbookSheet | undefined {
  const key = (name: string): string => name.trim().toLowerCase();
  return sheets.find(({ name }) => name === wanted) ?? sheets.find(({ name }) => key(name) === key(wanted));
}

function shown({ name, isHidden }: WorkbookSheet): string {
  return isHidden ? `${name} (hidden)` : name;
}
