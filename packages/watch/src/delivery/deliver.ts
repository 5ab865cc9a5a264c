import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { needAttention, systemCode, type Delivery, type StoredRun } from '@solarproof-import/importer';
import { hashFile } from '../arrivals/hash-file.js';
import { markerOf } from '../arrivals/ignored-names.js';
import { lookAt } from '../arrivals/scan-inbox.js';
import { besides } from '../folder/file-names.js';
import { placeIn } from '../folder/layout.js';
import { moveToFree } from '../folder/move.js';
import { beginImport } from './begin-import.js';
import { clearAway } from './clear-away.js';
import type { Delivered, DeliveryContext, Taken } from './delivery-context.js';
import { setAsideDuplicate } from './end-delivery.js';
import { goOnWithRun } from './go-on-with-run.js';
import { backToInbox } from './keep-original.js';
import { comesFromReview, leaveReview } from './leave-review.js';
import { placeOfDelivery, putAway } from './put-away.js';
import { waitingFor } from './waiting-for.js';

/*
 * The way of one file from `processing/` to where it ends. Every step can be the last before a power cut; the same function is
 * then called again with what the delivery's folder, the delivery's note in the store, and its run in the journal say.
 *
 *   approved ──► out of review/
 *   noted where it ends ──► moved there
 *   a run is in the journal ──► resumed, or its results written again ──► done/ (or review/)
 *   bytes differ from those judged in the inbox ──► back into the inbox
 *   same content as an earlier run ──► duplicates/
 *   cannot be read ──► failed/
 *   too many rows, or invalid ones, and not approved ──► review/
 *   else ──► its run begins
 */
/**
 * Takes a file that was taken out of the inbox as far as it gets.
 * @param judged its SHA-256 when it was judged in the inbox; left out where that is not known any more
 * @throws InterruptedError where the signal came; JournalError where the journal fails: nothing can go on then
 */
export async function deliver(taken: Taken, context: DeliveryContext, judged?: string): Promise<Delivered> {
  try {
    return await step(taken, context, judged);
  } catch (error) {
    return waitingFor(error);
  }
}

async function step(taken: Taken, context: DeliveryContext, judged: string | undefined): Promise<Delivered> {
  const { store } = context.state;
  const known = await store.deliveries.find(taken.id);
  if (known !== undefined && comesFromReview(known)) await leaveReview(taken, known, context);
  else if (known?.place !== undefined) return finish(taken, known, context);
  const run = known?.runId === undefined ? undefined : await store.run(known.runId);
  // What the file has become since does not matter to a run that has begun: it goes on from its own copy.
  if (known !== undefined && run !== undefined && known.approved === undefined)
    return goOnWithRun(taken, { delivery: known, run }, context);
  return lookAgain(taken, { known, run, judged }, context);
}

interface Known {
  readonly known: Delivery | undefined;
  readonly run: StoredRun | undefined;
  readonly judged: string | undefined;
}

/** Whether the file is still there, and what was judged, or approved. */
async function lookAgain(
  taken: Taken,
  { known, run, judged }: Known,
  context: DeliveryContext,
): Promise<Delivered> {
  const sha256 = await hashOf(taken, context);
  if (sha256 === undefined && run === undefined) return forget(taken, context);
  const isJudged = sha256 === undefined || sha256 === (known?.sha256 ?? judged ?? sha256);
  // Of one that was changed in review, its rows are reviewed anew; a run that has begun cannot take them.
  const isReviewedAnew = known?.approved !== undefined && run === undefined;
  if (!isJudged && !isReviewedAnew) return putBack(taken, context);
  if (known === undefined) await removeStaleMarker(taken, context);
  return goOn(taken, { delivery: noted(taken, { known, sha256, isJudged }, context), run }, context);
}

async function goOn(
  taken: Taken,
  { delivery, run }: { readonly delivery: Delivery; readonly run: StoredRun | undefined },
  context: DeliveryContext,
): Promise<Delivered> {
  await context.state.store.deliveries.put(delivery);
  if (run !== undefined) return goOnWithRun(taken, { delivery, run }, context);
  const first = await firstOf(delivery, context);
  if (first !== undefined) return setAsideDuplicate(taken, { delivery, first }, context);
  return beginImport(taken, delivery, context);
}

/** Where it was taken and its marker left behind, the next file of its name would be taken for whole. */
async function removeStaleMarker({ name }: Taken, { folder }: DeliveryContext): Promise<void> {
  if (folder.requireMarker === undefined) return;
  const inbox = placeIn(folder.root, 'inbox');
  if ((await lookAt(path.join(inbox, name))) !== undefined) return;
  await rm(path.join(inbox, markerOf(name, folder.requireMarker)), { force: true }).catch(() => undefined);
}

/** @returns `undefined` where the file is not there any more */
async function hashOf({ dir, name }: Taken, { stop }: DeliveryContext): Promise<string | undefined> {
  return hashFile(path.join(dir, name), stop).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  });
}

/** The run that had the same content, where such a file is set aside. */
async function firstOf(
  { sha256 = '' }: Delivery,
  { state, folder }: DeliveryContext,
): Promise<StoredRun | undefined> {
  if (folder.duplicates !== 'set-aside') return undefined;
  return (await state.store.runsOfContent(folder.account, sha256)).find(countsAsImported);
}

/** A run whose copy was purged before its rows were done can never go on: its content has not been imported. */
function countsAsImported({ purged, end }: StoredRun): boolean {
  if (purged === undefined) return true;
  return end !== undefined && (end.counts['not-sent'] ?? 0) + (end.counts.unconfirmed ?? 0) === 0;
}

/** Goes on with the moving that a death, or another program, broke off. */
async function finish(taken: Taken, delivery: Delivery, context: DeliveryContext): Promise<Delivered> {
  const to = placeOfDelivery(delivery);
  const run = delivery.runId === undefined ? undefined : await context.state.store.run(delivery.runId);
  await putAway(taken, { delivery, to, ending: { run } }, context);
  const attention = to === 'done' ? needAttention(run?.end?.counts ?? {}) > 0 : to !== 'duplicates';
  return { kind: 'ended', attention, reached: 'nothing' };
}

function noted(
  { id, name }: Taken,
  { known, sha256, isJudged }: { known: Delivery | undefined; sha256: string | undefined; isJudged: boolean },
  { mark, clock }: DeliveryContext,
): Delivery {
  const hash = sha256 === undefined ? {} : { sha256 };
  if (known === undefined)
    return { id, folder: mark, name, taken: clock.now(), state: 'processing', ...hash };
  const { place: _place, approved, runId, ...rest } = known;
  // What was changed since it was approved is another list, which nobody has approved.
  const same = isJudged
    ? { ...(approved ? { approved } : {}), ...(runId === undefined ? {} : { runId }) }
    : {};
  return { ...rest, ...same, state: 'processing', ...hash };
}

/** It is still being written, by a program that has it open, or was changed in review: it is judged anew. */
async function putBack(taken: Taken, context: DeliveryContext): Promise<Delivered> {
  await backToInbox(path.join(taken.dir, taken.name), taken, context);
  return forget(taken, context);
}

/** Nothing came of it. What lay beside it is kept, and never left alone here, where it would be taken for a list. */
async function forget({ id, dir, name }: Taken, context: DeliveryContext): Promise<Delivered> {
  const { folder, state, clock } = context;
  for (const beside of besides(await readdir(dir), name)) {
    const file = path.join(dir, beside.name);
    if (beside.kind === 'note') await rm(file, { force: true });
    else await moveToFree(file, { to: placeIn(folder.root, 'done'), at: clock.now() });
  }
  await state.store.deliveries.remove(id);
  await clearAway(dir);
  return { kind: 'put-back' };
}
