import type { ResultBook } from '@solarproof-import/core';
import { sheetNoteLimit } from './paged-table.js';
import { numberText } from './summary-words.js';

/** What `Summary` says was left out: the book's own sentences, and that notes are few where there could be more. */
export function leftOutSentences({ summary, columns }: ResultBook, sheetNotes = sheetNoteLimit): string[] {
  const rows = (summary.counts.invalid ?? 0) + (summary.counts.rejected ?? 0);
  const fields = columns.filter(({ field }) => field !== undefined).length;
  if (rows * fields <= sheetNotes) return [...summary.leftOut];
  const notes =
    `Only the first ${numberText(sheetNotes)} cells at fault in a sheet carry a note; ` +
    'the columns "Import: Problem" and "Import: Suggestion" say it for every row.';
  return [...summary.leftOut, notes];
}
