import { placeText, SourceError, type Place } from '@solarproof-import/core';

/** Why a result workbook that is fed back cannot be read: always edits of which nobody can say what was meant. */

/** `Import: Row` holds something that is no row number. */
export function rowNumberOdd(place: Place): SourceError {
  return new SourceError(
    'RESULT_ROW_NUMBER_ODD',
    `"Import: Row" holds no row number in ${placeText(place)}.`,
    ['Put the number back, or clear the cell: a row without one counts as a new row.'],
  );
}

/** A row stands in one sheet twice. */
export function rowTwice(number: number, places: readonly string[]): SourceError {
  return new SourceError(
    'RESULT_ROW_TWICE',
    `"Import: Row" ${number} is there more than once: ${places.join(', ')}.`,
    ['Delete the copies. If one is to be a new row, clear its cell in "Import: Row".'],
  );
}

/** Two cells of one row and column, in both sheets, of which only one can be meant. */
export interface Disagreement {
  readonly results: string;
  readonly fix: string;
  /** That both were changed; without it, nothing tells which of them was. */
  readonly known: boolean;
}

const mostTold = 5;

/** The same cells differ in both sheets, and no rule says which to take. */
export function cellsDisagree(all: readonly Disagreement[]): SourceError {
  const told = all.slice(0, mostTold).map(({ results, fix }) => `${results} and ${fix}`);
  const places = told.join('; ') + (all.length > mostTold ? `, and ${all.length - mostTold} more` : '');
  return all.some(({ known }) => known) ? changedTwice(places) : changeUnknown(places);
}

function changedTwice(places: string): SourceError {
  return new SourceError('RESULT_EDITS_DISAGREE', `The same cell was changed in two ways: ${places}.`, [
    'Make both the same, save, then run again.',
  ]);
}

function changeUnknown(places: string): SourceError {
  return new SourceError(
    'RESULT_EDITS_UNCLEAR',
    `These cells should be the same, and it cannot be told which of them was changed: ${places}.`,
    [
      'Make both the same, save, then run again. The hidden column "Import: Check" would have told: leave it in both sheets.',
    ],
  );
}

/** A row was deleted from one sheet and corrected in the other. */
export function deletedAndCorrected(number: number, place: string): SourceError {
  return new SourceError(
    'RESULT_ROW_DELETED',
    `Row ${number} was deleted from "Results", but corrected in ${place}.`,
    [
      'If it is not to be imported, delete it from "Fix and re-import" as well.',
      'If it is, clear its cell in "Import: Row": it counts as a new row then.',
    ],
  );
}

/** One of our sheets has lost the labels by which its rows are known. */
export function labelsMissing(sheet: string): SourceError {
  return new SourceError(
    'RESULT_LABELS_MISSING',
    `The sheet "${sheet}" of this result workbook has no labels "Import: Row" and "Import: Status" any more.`,
    ['Put them back as they were, or name the one sheet to read: --sheet NAME.'],
  );
}
