import path from 'node:path';
import { needAttention, type Delivery, type StoredRun } from '@solarproof-import/importer';
import { hashFile } from '../arrivals/hash-file.js';
import type { Delivered, DeliveryContext, Taken } from './delivery-context.js';
import { setAsideDuplicate } from './end-delivery.js';
import { beginImport } from './begin-import.js';
import { goOnWithRun } from './go-on-with-run.js';
import { putAway, placeOfDelivery } from './put-away.js';
import { noticeOfEnd } from './notice-of-end.js';
import { backToInbox } from './keep-original.js';
import { waitingFor } from './waiting-for.js';

/*
 * The way of one file from `processing/` to where it ends. Every step can be the last before a power cut; the same function is
 * then called again with what the delivery's folder, the delivery's note in the store, and its run in the journal say.
 *
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
  if (known !== undefined && isOnItsWay(known)) return finish(taken, known, context);
  const run = known?.runId === undefined ? undefined : await store.run(known.runId);
  // What the file has become since does not matter to a run that has begun: it goes on from its own copy.
  if (known !== undefined && run !== undefined && known.approved === undefined)
    return goOnWithRun(taken, { delivery: known, run }, context);
  const sha256 = await hashFile(path.join(taken.dir, taken.name), context.stop);
  const isJudged = sha256 === (known?.sha256 ?? judged ?? sha256);
  if (!isJudged && (known?.approved === undefined || run !== undefined)) return putBack(taken, context);
  const delivery = noted(taken, { known, sha256, isJudged }, context);
  await store.deliveries.put(delivery);
  if (run !== undefined) return goOnWithRun(taken, { delivery, run }, context);
  const first = (await store.runsOfContent(context.folder.account, sha256)).find(countsAsImported);
  if (first !== undefined && context.folder.duplicates === 'set-aside')
    return setAsideDuplicate(taken, { delivery, first }, context);
  return beginImport(taken, delivery, context);
}

/** A run whose copy was purged before its rows were done can never go on: its content has not been imported. */
function countsAsImported({ purged, end }: StoredRun): boolean {
  if (purged === undefined) return true;
  return end !== undefined && (end.counts['not-sent'] ?? 0) + (end.counts.unconfirmed ?? 0) === 0;
}

/** Its end was noted, or has come; an approved one has left its review. */
function isOnItsWay({ state, place, approved }: Delivery): boolean {
  return place !== undefined && !(state === 'review' && approved !== undefined);
}

/** Goes on with the moving that a death broke off. */
async function finish(taken: Taken, delivery: Delivery, context: DeliveryContext): Promise<Delivered> {
  const to = placeOfDelivery(delivery);
  const run = delivery.runId === undefined ? undefined : await context.state.store.run(delivery.runId);
  // What has ended has been told; only its folder is still there, or what a person has put into it.
  const notify = delivery.state === 'processing' ? context.notify : () => Promise.resolve();
  await putAway(taken, { delivery, to, noticeOf: noticeOfEnd(run) }, { ...context, notify });
  const attention = to === 'done' ? needAttention(run?.end?.counts ?? {}) > 0 : to !== 'duplicates';
  return { kind: 'ended', attention: delivery.state === 'processing' && attention };
}

function noted(
  { id, name }: Taken,
  { known, sha256, isJudged }: { known: Delivery | undefined; sha256: string; isJudged: boolean },
  { mark, clock }: DeliveryContext,
): Delivery {
  if (known === undefined) return { id, folder: mark, name, taken: clock.now(), state: 'processing', sha256 };
  const { place: _place, results: _results, approved, runId, ...rest } = known;
  // What was changed since it was approved is another list, which nobody has approved.
  const same = isJudged
    ? { ...(approved ? { approved } : {}), ...(runId === undefined ? {} : { runId }) }
    : {};
  return { ...rest, ...same, state: 'processing', sha256 };
}

/** It is still being written, by a program that has it open: it is judged anew. */
async function putBack(taken: Taken, context: DeliveryContext): Promise<Delivered> {
  await backToInbox(path.join(taken.dir, taken.name), taken, context);
  await context.state.store.deliveries.remove(taken.id);
  return { kind: 'put-back' };
}
