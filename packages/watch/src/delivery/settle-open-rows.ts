import { isUnfinished, resumeRun, type Delivery, type StoredRun } from '@solarproof-import/importer';
import { pathIn, placeOf } from '../folder/layout.js';
import { checkKey, rememberKey } from './account-key.js';
import { openRows } from './after-run.js';
import type { DeliveryContext, Taken } from './delivery-context.js';
import { factsOf } from './end-delivery.js';
import { sendOptions } from './send-options.js';

const longestWaitMs = 6 * 3_600_000;

/**
 * Whether the open rows of a run are to be looked at again: after as long as the run was old when they were looked at last, so later
 * and later, up to six hours. Only how often is decided by these times, never whether a row may be sent.
 * @param leastMs before the first time
 */
export function areOpenRowsDue(run: StoredRun | undefined, now: Date, leastMs: number): boolean {
  if (run?.end === undefined) return true;
  const sinceLast = now.getTime() - run.end.at.getTime();
  const age = run.end.at.getTime() - run.started.getTime();
  // Where the clock was set back, waiting for it to catch up could take years.
  return sinceLast < 0 || sinceLast >= Math.min(longestWaitMs, Math.max(leastMs, age));
}

/**
 * Goes on with the open rows of a file that is done: looks up what is unconfirmed, sends what was not sent, and writes its workbook
 * anew where it lies. A workbook that a person has changed meanwhile is left; the new one gets another name.
 * @returns why the run stopped, where it did
 * @throws as `resumeRun`; SettingsError where there is no key
 */
export async function settleOpenRows(
  delivery: Delivery,
  context: DeliveryContext,
): Promise<'settled' | 'open' | 'stopped'> {
  const { state, folder } = context;
  const { deliveries } = state.store;
  const run = delivery.runId === undefined ? undefined : await state.store.run(delivery.runId);
  const { open: _open, ...closed } = delivery;
  if (run === undefined || !isUnfinished(run)) {
    await deliveries.put(closed);
    return 'settled';
  }
  const access = await folder.openAccount();
  try {
    await checkKey(access, context);
    const taken: Taken = { id: delivery.id, dir: folder.root, name: delivery.name };
    const output = delivery.results === undefined ? {} : { output: pathIn(folder.root, delivery.results) };
    const report = await resumeRun(run, { ...sendOptions(taken, { access, delivery }, context), ...output });
    if (report.failure) throw report.failure.error;
    await rememberKey(report, access, context);
    const open = openRows(report);
    const results = 'path' in report.result ? { results: placeOf(folder.root, report.result.path) } : {};
    await deliveries.put({ ...closed, ...results, ...(open > 0 ? { open: true } : {}) });
    const { counts, prepared, stop } = report;
    context.tell({
      event: 'rows-settled',
      ...factsOf(delivery, context),
      runId: prepared.runId,
      counts,
      open,
    });
    if (stop !== undefined) return 'stopped';
    return open > 0 ? 'open' : 'settled';
  } finally {
    await access.transport.close();
  }
}
