import { needAttention, type Delivery, type StoredRun } from '@solarproof-import/importer';
import type { WatchEvent } from '../watch-event.js';
import type { NoticeFacts } from './delivery-context.js';

/** How a delivery came to its end, beside where its file lies. */
export interface Ending {
  /** Its run; left out where it had none. */
  readonly run?: StoredRun | undefined;
  /** Left out where a death took it along: the note beside the file has it. */
  readonly why?: { readonly code: string; readonly message: string; readonly next?: string };
  /** The run that had the same content. */
  readonly firstRun?: string;
}

const seeNote: NonNullable<Ending['why']> = { code: 'SEE_NOTE', message: 'the note beside it says why.' };

/** What programs are told of a delivery that has ended. @param folder the watched folder */
export function eventOfEnd(
  delivery: Delivery,
  { run, why: told = seeNote, firstRun }: Ending,
  folder: string,
): WatchEvent {
  const { id, place = '', results = '', runId = '' } = delivery;
  const { next: _next, ...why } = told;
  const facts = { folder, file: place, delivery: id };
  switch (delivery.state) {
    case 'failed':
      return { event: 'file-failed', ...facts, ...why };
    case 'review':
      return { event: 'file-in-review', ...facts, ...why };
    case 'duplicate':
      return { event: 'file-duplicate', ...facts, ...(firstRun === undefined ? {} : { firstRun }) };
    case 'done':
    case 'processing': {
      const { counts = {}, exitCode = 0 } = run?.end ?? {};
      return { event: 'file-done', ...facts, runId, counts, exitCode, results };
    }
  }
}

/** What people are told of a delivery that has ended. */
export function noticeOfEnd(delivery: Delivery, { run, why: told = seeNote }: Ending): NoticeFacts {
  const { next, ...why } = told;
  const { id, name, sha256, place = '', runId, results } = delivery;
  const facts = {
    file: place,
    delivery: id,
    ...(sha256 === undefined ? {} : { sha256 }),
    ...(results === undefined ? {} : { results }),
    ...(runId === undefined ? {} : { runId }),
  };
  switch (delivery.state) {
    case 'failed':
      return {
        ...facts,
        ...why,
        kind: 'file-refused',
        message: `${name} was refused: ${why.message}`,
        next: next ?? 'Put the mended file into inbox.',
      };
    case 'duplicate':
      return { ...facts, ...why, kind: 'file-duplicate', message: `${name}: ${why.message}` };
    case 'review':
      return {
        ...facts,
        ...why,
        kind: 'file-in-review',
        message: `${name} waits for a person: ${why.message}`,
        next: 'Look at the workbook beside it, then approve it as the note says, or remove it.',
      };
    case 'done':
    case 'processing':
      return { ...facts, ...noticeOfRun(name, run) };
  }
}

const correct =
  'Correct the rows in the sheet "Fix and re-import" of the workbook, save it, and put it into inbox.';

function noticeOfRun(name: string, run: StoredRun | undefined): Omit<NoticeFacts, 'file'> {
  const counts = run?.end?.counts ?? {};
  const { invalid = 0, rejected = 0, unconfirmed = 0, 'not-sent': notSent = 0 } = counts;
  const open = unconfirmed + notSent;
  const goesOn = open === 0 ? '' : ` ${rowsOf(open)} still open: the watch goes on with them by itself.`;
  if (needAttention(counts) === 0)
    return { kind: 'run-finished', message: `${name} was imported.${goesOn}`, counts };
  const toCorrect = invalid + rejected;
  const hands =
    toCorrect === 0 ? '' : ` ${toCorrect === 1 ? '1 row needs' : `${toCorrect} rows need`} attention.`;
  return {
    kind: 'run-needs-attention',
    message: `${name} was imported.${hands}${goesOn}`,
    counts,
    ...(toCorrect === 0 ? {} : { next: correct }),
  };
}

function rowsOf(count: number): string {
  return count === 1 ? '1 row is' : `${count} rows are`;
}
