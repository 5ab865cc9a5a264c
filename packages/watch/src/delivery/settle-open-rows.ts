import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { isUnfinished, ResultError, type Delivery, type StoredRun } from '@solarproof-import/importer';
import { pathIn, placeIn, placeOf } from '../folder/layout.js';
import { openRows, waitsAfter } from './after-run.js';
import type { DeliveryContext, Taken, Waiting } from './delivery-context.js';
import { resumeHere } from './go-on-with-run.js';

const longestWaitMs = 6 * 3_600_000;
/** After so long, in milliseconds, only a person goes on: each time costs a look at every open row. */
const givenUpAfterMs = 30 * 86_400_000;

/**
 * Whether the open rows of a run are to be looked at again: after as long as the run was old when they were looked at last, so later
 * and later, up to six hours, and for a month. Only how often is decided by these times, never whether a row may be sent.
 * @param leastMs before the first time
 */
export function areOpenRowsDue(run: StoredRun | undefined, now: Date, leastMs: number): boolean {
  if (run?.end === undefined) return true;
  const sinceLast = now.getTime() - run.end.at.getTime();
  const age = run.end.at.getTime() - run.started.getTime();
  if (age > givenUpAfterMs) return false;
  // Where the clock was set back, waiting for it to catch up could take years.
  return sinceLast < 0 || sinceLast >= Math.min(longestWaitMs, Math.max(leastMs, age));
}

/**
 * Goes on with the open rows of a file that is done: looks up what is unconfirmed, sends what was not sent, and writes its workbook
 * anew where it lies. A workbook that a person has changed meanwhile is left; the new one gets another name.
 * @returns whether rows are left, or what the run waits for
 * @throws as `resumeHere`
 */
export async function settleOpenRows(
  delivery: Delivery,
  context: DeliveryContext,
): Promise<'settled' | 'open' | Waiting> {
  const { state, folder } = context;
  const { deliveries } = state.store;
  const run = delivery.runId === undefined ? undefined : await state.store.run(delivery.runId);
  const { open: _open, ...closed } = delivery;
  if (run === undefined || !isUnfinished(run)) {
    await deliveries.put(closed);
    return 'settled';
  }
  const taken: Taken = { id: delivery.id, dir: placeIn(folder.root, 'done'), name: delivery.name };
  const output = delivery.results === undefined ? undefined : pathIn(folder.root, delivery.results);
  await removeDrafts(output);
  const report = await resumeHere(taken, { delivery, run, output }, context);
  if (report.failure) throw report.failure.error;
  const { counts, prepared, stop, result } = report;
  const isWritten = !(result instanceof ResultError) && isWithinFolder(result.path, folder.root);
  const results = isWritten ? { results: placeOf(folder.root, result.path) } : {};
  // What the workbook does not say is not settled for whoever reads it.
  const isLeft = openRows(report) > 0 || !isWritten;
  await deliveries.put({ ...closed, ...results, ...(isLeft ? { open: true } : {}) });
  const facts = { folder: folder.root, file: delivery.place ?? '', delivery: delivery.id };
  context.tell({ event: 'rows-settled', ...facts, runId: prepared.runId, counts, open: openRows(report) });
  if (stop !== undefined) return waitsAfter(stop, context);
  return isLeft ? 'open' : 'settled';
}

/** What a death left half-written beside the workbook: it holds customers. */
async function removeDrafts(output: string | undefined): Promise<void> {
  if (output === undefined) return;
  const [dir, name] = [path.dirname(output), path.basename(output)];
  for (const draft of await readdir(dir).catch(() => []))
    if (draft.startsWith(`.${name}.`) && draft.endsWith('.tmp'))
      await rm(path.join(dir, draft), { force: true }).catch(() => undefined);
}

function isWithinFolder(file: string, root: string): boolean {
  const relative = path.relative(root, file);
  return !relative.startsWith('..') && !path.isAbsolute(relative);
}
