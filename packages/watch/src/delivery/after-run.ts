import path from 'node:path';
import {
  describeStop,
  InterruptedError,
  ResultError,
  type Delivery,
  type Report,
  type StopReason,
} from '@solarproof-import/importer';
import type { Delivered, DeliveryContext, Taken, Waiting } from './delivery-context.js';
import { approveCommand, setAsideForReview } from './end-delivery.js';
import { keepOriginal } from './keep-original.js';
import { stoppedText } from './note-texts.js';
import { putAway } from './put-away.js';

/** What a run, or its results, came to. */
export interface Ran {
  readonly delivery: Delivery;
  readonly report: Report;
}

/** Takes a delivery on after its run: to `done/`, to `review/`, or it waits. @throws as `deliver` */
export async function afterRun(taken: Taken, ran: Ran, context: DeliveryContext): Promise<Delivered> {
  const { report } = ran;
  // A journal that failed ends the pass; what else failed is told with the delivery, which is tried again.
  if (report.failure) throw report.failure.error;
  const { stop } = report;
  if (stop?.kind === 'interrupted') throw new InterruptedError(stop.signal);
  if (stop?.kind === 'too-many-errors') {
    const text = stoppedText(stop.errors, approveCommand(taken, context.folder));
    return setAsideForReview(taken, { delivery: ran.delivery, text }, context);
  }
  if (stop !== undefined) return waitsAfter(stop, context);
  if (!isBeside(taken, report)) return withoutResult(report);
  return done(taken, ran, context);
}

async function done(taken: Taken, { delivery, report }: Ran, context: DeliveryContext): Promise<Delivered> {
  const { exitCode, prepared } = report;
  const open = openRows(report) > 0;
  const run = await context.state.store.run(prepared.runId);
  if (run !== undefined) await keepOriginal(taken, run, context);
  const noted = { ...delivery, ...(open ? { open } : {}) };
  await putAway(taken, { delivery: noted, to: 'done', ending: { run } }, context);
  return { kind: 'ended', attention: exitCode !== 0, reached: 'service' };
}

/** Rows of which nobody knows, or that wait to be sent. */
export function openRows({ counts }: Pick<Report, 'counts'>): number {
  return (counts.unconfirmed ?? 0) + (counts['not-sent'] ?? 0);
}

/** The workbook was written where it belongs, and not into the state directory. */
function isBeside({ dir }: Taken, { result }: Report): boolean {
  return !(result instanceof ResultError) && path.dirname(path.resolve(result.path)) === path.resolve(dir);
}

function withoutResult({ result }: Report): Waiting {
  const why =
    result instanceof ResultError
      ? result.message
      : (result.insteadOf?.reason ?? 'it was written elsewhere.');
  const code = result instanceof ResultError ? result.code : (result.insteadOf?.code ?? 'RESULT_ELSEWHERE');
  const message = `The import has ended, but its result workbook cannot be written into the watched folder: ${why} It is tried again.`;
  return { kind: 'waits', for: 'itself', trouble: 'folder', code, message };
}

/** What a stopped run waits for. The run goes on from its own copy, whatever it is. */
export function waitsAfter(stop: StopReason, { folder }: Pick<DeliveryContext, 'folder'>): Waiting {
  const code = `STOPPED_${stop.kind.toUpperCase().replaceAll('-', '_')}`;
  const message = describeStop(stop, folder.account.host);
  switch (stop.kind) {
    case 'key-refused':
      return {
        kind: 'waits',
        for: 'account',
        trouble: 'key',
        code,
        message: `${message} Write the right one where it is kept; lists go on by themselves then.`,
      };
    case 'unreachable':
    case 'redirect':
    case 'throttled-too-long':
    case 'too-many-unanswered':
    case 'look-ups-failing':
      return { kind: 'waits', for: 'account', trouble: 'service', code, message };
    case 'owner-unknown':
      return { kind: 'waits', for: 'account', trouble: 'machine', code, message };
    case 'id-of-another':
    case 'failed':
    case 'too-many-errors':
    case 'interrupted':
      return { kind: 'waits', for: 'itself', trouble: 'program', code, message };
  }
}
