import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import {
  checkPrepared,
  importPrepared,
  lockAccount,
  prepareFile,
  ResultError,
  SourceError,
  type Delivery,
  type PreparedFile,
} from '@solarproof-import/importer';
import { besides } from '../folder/file-names.js';
import type { AccountAccess } from '../watched-folder.js';
import { checkKey, rememberKey } from './account-key.js';
import { afterRun } from './after-run.js';
import type { Delivered, DeliveryContext, Taken, Waiting } from './delivery-context.js';
import { approveCommand, setAsideFailed, setAsideForReview } from './end-delivery.js';
import { reviewText } from './note-texts.js';
import { reviewLimit, reviewReason } from './review-reason.js';
import { checkOptions, runEvents, sendOptions } from './send-options.js';

/** Checks a file of which no run is known, and begins its run where nothing speaks against it. @throws as `deliver` */
export async function beginImport(
  taken: Taken,
  delivery: Delivery,
  context: DeliveryContext,
): Promise<Delivered> {
  const { folder, state, clock } = context;
  const access = await folder.openAccount();
  try {
    await checkKey(access, context);
    const lock = await lockAccount(state, folder.account, clock.now());
    try {
      return await prepareAndSend(taken, { delivery, access }, context);
    } finally {
      lock.release();
    }
  } finally {
    await access.transport.close();
  }
}

interface Beginning {
  readonly delivery: Delivery;
  readonly access: AccountAccess;
}

async function prepareAndSend(
  taken: Taken,
  beginning: Beginning,
  context: DeliveryContext,
): Promise<Delivered> {
  const { delivery, access } = beginning;
  const prepared = await prepare(taken, context);
  if (prepared instanceof SourceError) return setAsideFailed(taken, { delivery, error: prepared }, context);
  try {
    // Whatever was written into it since it was hashed: the next try sees it.
    if (prepared.source.sha256 !== delivery.sha256) return stillChanging(taken);
    const why =
      delivery.approved === undefined ? reviewReason(prepared.plan.counts, context.folder) : undefined;
    if (why !== undefined) return await review(taken, { delivery, prepared, why }, context);
    const begun = { ...delivery, runId: prepared.runId };
    // Before the run is noted: whoever finds the delivery finds its run, or knows that nothing was sent.
    await context.state.store.deliveries.put(begun);
    const report = await importPrepared(prepared, sendOptions(taken, { access, delivery }, context));
    await rememberKey(report, access, context);
    return await afterRun(taken, { delivery: begun, report }, context);
  } finally {
    await prepared.close();
  }
}

/** @returns why the file is none that can be imported. @throws what speaks not against the file but against this moment */
async function prepare(taken: Taken, context: DeliveryContext): Promise<PreparedFile | SourceError> {
  const { folder, state, clock, stop, tell } = context;
  const options = await folder.tableOptions();
  try {
    return await prepareFile(path.join(taken.dir, taken.name), {
      ...options,
      account: folder.account,
      state,
      clock,
      signal: stop,
      onEvent: runEvents(taken, tell),
      recheck: folder.duplicates === 'recheck',
    });
  } catch (error) {
    if (error instanceof SourceError && !passing.has(error.code)) return error;
    throw error;
  }
}

/** What is said of a file that the share does not give right now. */
const passing: ReadonlySet<string> = new Set([
  'SOURCE_MISSING',
  'SOURCE_LOCKED',
  'SOURCE_UNREADABLE',
  'SOURCE_CHANGING',
]);

async function review(
  taken: Taken,
  { delivery, prepared, why }: { delivery: Delivery; prepared: PreparedFile; why: 'rows' | 'invalid' },
  context: DeliveryContext,
): Promise<Delivered> {
  await removeCutOffCheck(taken, delivery);
  const { result } = await checkPrepared(prepared, checkOptions(taken, context), context.stop);
  if (result instanceof ResultError) throw new SourceError(result.code, result.message, result.hints);
  const approve = approveCommand(taken, context.folder);
  const limit = reviewLimit(why, context.folder);
  const text = reviewText(prepared.plan.counts, { why, limit, approve });
  return setAsideForReview(taken, { delivery, text }, context);
}

/** The workbook of a check that a death cut off. One that came back from `review/` may hold somebody's work, and is kept. */
async function removeCutOffCheck({ dir, name }: Taken, { results }: Delivery): Promise<void> {
  if (results !== undefined) return;
  for (const beside of besides(await readdir(dir), name))
    if (beside.kind === 'check') await rm(path.join(dir, beside.name));
}

function stillChanging({ name }: Taken): Waiting {
  const message = `${name} changed while it was read. It is read again.`;
  return { kind: 'waits', for: 'itself', trouble: 'folder', code: 'SOURCE_CHANGING', message };
}
