import {
  isUnfinished,
  resumeRun,
  SettingsError,
  SourceError,
  writeRunResults,
  type Account,
  type Delivery,
  type Report,
  type StoredRun,
} from '@solarproof-import/importer';
import { checkKey, rememberKey } from './account-key.js';
import { afterRun } from './after-run.js';
import type { Delivered, DeliveryContext, Taken } from './delivery-context.js';
import { setAsideFailed } from './end-delivery.js';
import { resultOptions, runEvents, sendOptions } from './send-options.js';

/** Goes on with a delivery whose run is in the journal. What is done of the run is never sent again. @throws as `deliver` */
export async function goOnWithRun(
  taken: Taken,
  { delivery, run }: { readonly delivery: Delivery; readonly run: StoredRun },
  context: DeliveryContext,
): Promise<Delivered> {
  if (run.purged !== undefined)
    return setAsideFailed(taken, { delivery, error: purgedUnderWay(run) }, context);
  // It died between the stop and the move into review: what waits for a person is not gone on with.
  const waitsForPerson = run.end?.stopped === 'too-many-errors' && delivery.approved === undefined;
  const report =
    isUnfinished(run) && !waitsForPerson
      ? await resumeHere(taken, { delivery, run }, context)
      : await writeRunResults(run, {
          ...resultOptions(taken, context),
          state: context.state,
          clock: context.clock,
          signal: context.stop,
          onEvent: runEvents(taken, context.tell),
        });
  return afterRun(taken, { delivery, report: waitsForPerson ? stoppedAgain(report) : report }, context);
}

/** What a run is gone on with for. */
export interface Resuming {
  readonly delivery: Delivery;
  readonly run: StoredRun;
  /** Where its workbook goes; default: beside its file, in the delivery's folder. */
  readonly output?: string | undefined;
}

/**
 * Goes on with a run, by the folder's own way to its account.
 * @throws SettingsError where the folder is for another account by now, or its key cannot be used; as `resumeRun`
 */
export async function resumeHere(
  taken: Taken,
  { delivery, run, output }: Resuming,
  context: DeliveryContext,
): Promise<Report> {
  const { account } = context.folder;
  if (run.account.name !== account.name || run.account.host !== account.host)
    throw otherAccount(run, account);
  const access = await context.folder.openAccount();
  try {
    await checkKey(access, context);
    const options = sendOptions(taken, { access, delivery }, context);
    const report = await resumeRun(run, output === undefined ? options : { ...options, output });
    await rememberKey(report, access, context);
    return report;
  } finally {
    await access.transport.close();
  }
}

function otherAccount({ id, account }: StoredRun, { name, host }: Account): SettingsError {
  return new SettingsError(
    'RUN_OF_ANOTHER_ACCOUNT',
    `Run ${id} is of the account "${account.name}" at ${account.host}, and the folder is for "${name}" at ${host} by now.`,
    [`Its rows are never sent elsewhere. Go on with it by hand: solarproof-import resume ${id}`],
  );
}

/** Its copy is gone, and with it the way to go on; what the ledger knows is not sent again. */
function purgedUnderWay({ id }: StoredRun): SourceError {
  const message = `Its import had begun, and the files of its run ${id} were purged before it came to its end.`;
  return new SourceError('RUN_PURGED_UNDER_WAY', message, [
    'Put the list into inbox again, changed or under "duplicates: import": customers that are known are not sent again.',
  ]);
}

/** The results of a run that stopped, with the reason that it stopped for. */
function stoppedAgain(report: Report): Report {
  const { rejected = 0, unconfirmed = 0 } = report.counts;
  return { ...report, stop: { kind: 'too-many-errors', errors: rejected + unconfirmed } };
}
