import { commandLine, type Delivery, type SourceError, type StoredRun } from '@solarproof-import/importer';
import type { Delivered, DeliveryContext, Taken } from './delivery-context.js';
import { writeNote, type NoteText } from './notes.js';
import { duplicateText, refusedText } from './note-texts.js';
import { putAway } from './put-away.js';

/** Puts a file that cannot be read into `failed/`, with a note that says why. @throws as `putAway` */
export async function setAsideFailed(
  taken: Taken,
  { delivery, error }: { readonly delivery: Delivery; readonly error: SourceError },
  context: DeliveryContext,
): Promise<Delivered> {
  const { code, message } = error;
  const text = refusedText(error);
  await noteBeside(taken, 'error', { text, context });
  const why = { code, message, next: text.advice.join(' ') };
  await putAway(taken, { delivery, to: 'failed', ending: { why } }, context);
  return { kind: 'ended', attention: true, reached: 'account' };
}

/** Puts a file whose content was imported before into `duplicates/`, with a note that names that run. @throws as `putAway` */
export async function setAsideDuplicate(
  taken: Taken,
  { delivery, first }: { readonly delivery: Delivery; readonly first: StoredRun },
  context: DeliveryContext,
): Promise<Delivered> {
  const { deliveries } = context.state.store;
  const done = await deliveries.list({ folder: context.mark, state: 'done', runId: first.id });
  const text = duplicateText(first, done[0]?.results);
  await noteBeside(taken, 'duplicate', { text, context });
  const ending = { why: { code: text.code, message: text.headline }, firstRun: first.id };
  await putAway(taken, { delivery, to: 'duplicates', ending }, context);
  return { kind: 'ended', attention: false, reached: 'nothing' };
}

/** Puts a file into `review/`, with a note that says what a person has to decide. @throws as `putAway` */
export async function setAsideForReview(
  taken: Taken,
  { delivery, text }: { readonly delivery: Delivery; readonly text: NoteText },
  context: DeliveryContext,
): Promise<Delivered> {
  await noteBeside(taken, 'review', { text, context });
  const ending = { why: { code: text.code, message: text.headline } };
  await putAway(taken, { delivery, to: 'review', ending }, context);
  return { kind: 'ended', attention: true, reached: 'account' };
}

/** The command that lets a list go on after its review. The delivery's ID stays, whatever name the file gets there. */
export function approveCommand(
  { id }: Pick<Taken, 'id'>,
  { repeatedFlags = [] }: DeliveryContext['folder'],
): string {
  return commandLine('watch approve', [id, ...repeatedFlags]);
}

async function noteBeside(
  taken: Taken,
  kind: 'error' | 'duplicate' | 'review',
  { text, context }: { readonly text: NoteText; readonly context: DeliveryContext },
): Promise<void> {
  const origin = { watcher: context.watcher.id, delivery: taken.id, at: context.clock.now() };
  await writeNote(taken, kind, { text, origin });
}
