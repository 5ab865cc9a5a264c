import type { NotSentCause } from '../ports.js';
import type { ListAnswer } from './classify-list.js';
import type { LookUpAnswer } from './classify-look-up.js';
import type { CreateAnswer } from './create-answer.js';
import { retryAfterMs } from './retry-after.js';

/*
 * What may be sent again, and when. A create is sent again only when the attempt before is known to have had no effect:
 * nothing left this machine, or a 429. All else is final here, a time-out and a 500 above all: the customer may exist.
 */

/** How long the server has been asking everybody to wait. */
export interface Throttling {
  /** Pauses asked for in a row, the one just asked for included; 0 where the last answer asked for none. */
  readonly inARow: number;
  /** Milliseconds since the first of them. */
  readonly waitedMs: number;
}

/** What a row has been through so far. */
export interface AttemptHistory {
  /** Attempts in a row of which nothing left this machine, the one just ended included. */
  readonly notSent: number;
  /** What the server has asked of the run so far, the answer just received included. */
  readonly throttling: Throttling;
  /** In [0, 1): spreads the waiting. */
  readonly random: number;
  /** Wall-clock time, for a `Retry-After` that is a date. */
  readonly now: Date;
}

/** What an answer allows next. */
export type RetryDecision =
  /** The answer stands; nothing is sent again for this row. */
  | { readonly kind: 'final' }
  /** The same row again after so long. */
  | { readonly kind: 'again'; readonly afterMs: number }
  /** Everybody waits so long; `again` says whether this row is then sent once more. */
  | { readonly kind: 'pause-run'; readonly afterMs: number; readonly again: boolean }
  | { readonly kind: 'stop-run'; readonly why: 'unreachable'; readonly cause: NotSentCause }
  | { readonly kind: 'stop-run'; readonly why: 'throttled-too-long'; readonly totalMs: number };

/** Attempts that never left this machine before the run stops. */
const notSentLimit = 5;
const firstBackOffMs = 500;
const longestBackOffMs = 15_000;
const firstPauseMs = 2_000;
const longestOwnPauseMs = 60_000;
/** Longer than this in all nobody waits: the run stops and can be resumed. */
const longestPauseMs = 15 * 60_000;

/**
 * Decides what an answer allows next: pure, no waiting. A look-up changes nothing, so how often it is tried is for whoever
 * asks to say; here it only counts what the server asks of everybody.
 */
export function decideRetry(
  answer: CreateAnswer | LookUpAnswer | ListAnswer,
  history: AttemptHistory,
): RetryDecision {
  switch (answer.kind) {
    case 'not-sent':
      return afterNotSent(answer.cause, history);
    case 'throttled':
      return pause(answer.retryAfter, history, true);
    case 'unknown':
      return answer.status === 503 ? pause(answer.retryAfter, history, false) : { kind: 'final' };
    case 'created':
    case 'rejected':
    case 'duplicate-email':
    case 'owner-unknown':
    case 'key-refused':
    case 'forbidden':
    case 'found':
    case 'absent':
    case 'page':
    case 'unclear':
      return { kind: 'final' };
  }
}

function afterNotSent(cause: NotSentCause, { notSent, random }: AttemptHistory): RetryDecision {
  if (cause === 'aborted') return { kind: 'final' };
  if (cause === 'certificate' || notSent >= notSentLimit)
    return { kind: 'stop-run', why: 'unreachable', cause };
  return { kind: 'again', afterMs: backOffMs(notSent, random) };
}

/** Exponential with full jitter: anywhere between nothing and the doubled ceiling. */
function backOffMs(attempts: number, random: number): number {
  return Math.floor(random * Math.min(longestBackOffMs, firstBackOffMs * 2 ** attempts));
}

function pause(
  retryAfter: string | undefined,
  { throttling, now }: AttemptHistory,
  again: boolean,
): RetryDecision {
  const own = Math.min(longestOwnPauseMs, firstPauseMs * 2 ** (Math.max(1, throttling.inARow) - 1));
  const told = retryAfterMs(retryAfter, now);
  // A server that says 0 and means it is asked again at once; one that goes on saying it is not.
  const afterMs = told === undefined || throttling.inARow > 1 ? Math.max(told ?? 0, own) : told;
  const totalMs = throttling.waitedMs + afterMs;
  if (totalMs > longestPauseMs) return { kind: 'stop-run', why: 'throttled-too-long', totalMs };
  return { kind: 'pause-run', afterMs, again };
}
