import type { StatusCounts } from '../model/result-book.js';
import type { StopReason } from './stop-reason.js';

/** The exit codes of the command line, by meaning. The numbers are a contract. */
export const exitCodes = {
  done: 0,
  bug: 1,
  settings: 2,
  source: 3,
  attention: 4,
  stopped: 5,
  keyRefused: 6,
  locked: 75,
  sigint: 130,
  sigterm: 143,
} as const;

/** How many rows need a person's attention. */
export function needAttention(counts: StatusCounts): number {
  return (counts.invalid ?? 0) + (counts.rejected ?? 0) + (counts.unconfirmed ?? 0);
}

/**
 * The exit code of a run or check that got as far as its rows.
 * @param reconciled it only looked: rows that are not sent wait for a resume then, whatever else there is to do
 */
export function exitCodeOf(counts: StatusCounts, stop?: StopReason, reconciled = false): number {
  if (stop) return exitCodeOfStop(stop);
  if (reconciled && counts['not-sent']) return exitCodes.stopped;
  if (needAttention(counts) > 0) return exitCodes.attention;
  return counts['not-sent'] ? exitCodes.stopped : exitCodes.done;
}

function exitCodeOfStop(stop: StopReason): number {
  switch (stop.kind) {
    case 'key-refused':
      return exitCodes.keyRefused;
    case 'interrupted':
      return stop.signal === 'SIGINT' ? exitCodes.sigint : exitCodes.sigterm;
    case 'failed':
    case 'unreachable':
    case 'redirect':
    case 'throttled-too-long':
    case 'owner-unknown':
    case 'too-many-unanswered':
    case 'too-many-errors':
    case 'look-ups-failing':
    case 'id-of-another':
      return exitCodes.stopped;
  }
}
