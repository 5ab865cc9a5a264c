import { isUnfinished, type PlanCounts, type SourceError, type StoredRun } from '@solarproof-import/importer';
import type { NoteText } from './notes.js';

/** Why a file cannot be read, and what to do about it. */
export function refusedText({ code, message, hints }: SourceError): NoteText {
  const sentences = hints.filter((hint) => !/^\S+ {2,}/.test(hint)).map(withoutRunning);
  // A word and a gap are two columns on a screen.
  const pairs = hints
    .filter((hint) => /^\S+ {2,}/.test(hint))
    .map((hint) => hint.replace(/^(\S+) +/, '$1: '));
  return {
    headline: message,
    advice: [
      ...pairs,
      ...sentences,
      'Nothing was sent. Put the mended file into inbox; this file and this note can go.',
    ],
    code,
  };
}

/** Which run had the same content before. */
export function duplicateText(run: StoredRun, results: string | undefined): NoteText {
  const { id, started, source } = run;
  return {
    headline: `the same content was imported before, as "${source.name}" on ${localMinute(started)} (run ${id}).`,
    advice: [
      results === undefined
        ? `See what became of its rows: solarproof-import results ${id}`
        : `What became of its rows is in ${results}.`,
      ...(isUnfinished(run)
        ? [
            `Not all of them are done. Where the watch does not go on with them by itself: solarproof-import resume ${id}`,
          ]
        : []),
      'Nothing was sent. If this file was meant to have new rows, save it with them and put it into inbox again.',
    ],
    code: 'SAME_CONTENT',
  };
}

/** A time as the clock on the wall of this machine shows it: `2026-11-29 08:15`. */
function localMinute(at: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** Why a list waits for a person. */
export function reviewText(
  counts: Pick<PlanCounts, 'rows' | 'invalid' | 'ready'>,
  {
    why,
    limit,
    approve,
  }: { readonly why: 'rows' | 'invalid'; readonly limit: string; readonly approve: string },
): NoteText {
  const { rows, invalid, ready } = counts;
  const headline =
    why === 'rows'
      ? `it has ${rows} rows; more than ${limit} are not imported here without a person's word (reviewOver).`
      : `${invalid} of its ${rows} rows cannot be sent as they are; ${limit} are allowed here (maxErrors).`;
  return {
    headline,
    advice: [
      `Nothing was sent. The workbook beside it says of every row what would happen; ${ready} would be created.`,
      `If it is right, let it go on: ${approve}`,
      'If not, remove it here, and put a better one into inbox.',
    ],
    code: why === 'rows' ? 'REVIEW_ROWS' : 'REVIEW_INVALID',
  };
}

/** Why a run that had begun waits for a person. */
export function stoppedText(errors: number, approve: string): NoteText {
  return {
    headline: `its import stopped: ${errors === 1 ? '1 row was' : `${errors} rows were`} rejected or stayed unconfirmed, more than are allowed here.`,
    advice: [
      'The workbook beside it says what became of every row so far.',
      `If the rest is to be sent all the same, let it go on: ${approve}`,
    ],
    code: 'REVIEW_ERRORS',
  };
}

/** Why a file is still in the inbox. */
export function waitingText({ code, message, hints }: SourceError): NoteText {
  return {
    headline: message,
    advice: [
      ...hints.map(withoutRunning),
      'It is tried again at each poll, and taken by itself; this note goes then.',
    ],
    code,
  };
}

/** Whoever finds a note runs nothing: the watch does. */
function withoutRunning(hint: string): string {
  return hint.replace(/,? (?:then|and) run again(?=[.;])/, '');
}
