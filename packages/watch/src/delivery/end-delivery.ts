import type { Delivery, SourceError, StoredRun } from '@solarproof-import/importer';
import type { Delivered, DeliveryContext, Taken } from './delivery-context.js';
import { writeNote, type NoteText } from './notes.js';
import { duplicateText, refusedText } from './note-texts.js';
import { noticeOfEnd } from './notice-of-end.js';
import { putAway } from './put-away.js';

/** Puts a file that cannot be read into `failed/`, with a note that says why. @throws as `putAway` */
export async function setAsideFailed(
  taken: Taken,
  { delivery, error }: { readonly delivery: Delivery; readonly error: SourceError },
  context: DeliveryContext,
): Promise<Delivered> {
  const { code, message } = error;
  await noteBeside(taken, 'error', { text: refusedText(error), context });
  const noticeOf = noticeOfEnd(undefined, { code, message });
  const ended = await putAway(taken, { delivery, to: 'failed', noticeOf }, context);
  context.tell({ event: 'file-failed', ...factsOf(ended, context), code, message });
  return { kind: 'ended', attention: true };
}

/** Puts a file whose content was imported before into `duplicates/`, with a note that names that run. @throws as `putAway` */
export async function setAsideDuplicate(
  taken: Taken,
  { delivery, first }: { readonly delivery: Delivery; readonly first: StoredRun },
  context: DeliveryContext,
): Promise<Delivered> {
  const text = duplicateText(first);
  await noteBeside(taken, 'duplicate', { text, context });
  const noticeOf = noticeOfEnd(undefined, { code: text.code, message: text.headline });
  const ended = await putAway(taken, { delivery, to: 'duplicates', noticeOf }, context);
  context.tell({ event: 'file-duplicate', ...factsOf(ended, context), firstRun: first.id });
  return { kind: 'ended', attention: false };
}

/** Puts a file into `review/`, with a note that says what a person has to decide. @throws as `putAway` */
export async function setAsideForReview(
  taken: Taken,
  { delivery, text }: { readonly delivery: Delivery; readonly text: NoteText },
  context: DeliveryContext,
): Promise<Delivered> {
  await noteBeside(taken, 'review', { text, context });
  const { code, headline: message } = text;
  const ended = await putAway(
    taken,
    { delivery, to: 'review', noticeOf: noticeOfEnd(undefined, { code, message }) },
    context,
  );
  context.tell({ event: 'file-in-review', ...factsOf(ended, context), code, message });
  return { kind: 'ended', attention: true };
}

/** The command that lets a list go on after its review. The delivery's ID stays, whatever name the file gets there. */
export function approveCommand(
  { id }: Pick<Taken, 'id'>,
  { repeatedFlags = [] }: DeliveryContext['folder'],
): string {
  const flags = repeatedFlags.map((flag) => (/^[\w./\\:=@+-]+$/.test(flag) ? flag : `"${flag}"`));
  return ['solarproof-import watch approve', id, ...flags].join(' ');
}

/** What events tell of a delivery. */
export function factsOf(
  { id, place = '' }: Delivery,
  { folder }: Pick<DeliveryContext, 'folder'>,
): { readonly folder: string; readonly file: string; readonly delivery: string } {
  return { folder: folder.root, file: place, delivery: id };
}

async function noteBeside(
  taken: Taken,
  kind: 'error' | 'duplicate' | 'review',
  { text, context }: { readonly text: NoteText; readonly context: DeliveryContext },
): Promise<void> {
  const origin = { watcher: context.watcher.id, delivery: taken.id, at: context.clock.now() };
  await writeNote(taken, kind, { text, origin });
}
