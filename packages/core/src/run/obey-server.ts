import type { ListAnswer } from '../api/classify-list.js';
import type { LookUpAnswer } from '../api/classify-look-up.js';
import type { CreateAnswer } from '../api/create-answer.js';
import { decideRetry, type RetryDecision } from '../api/retry-decision.js';
import type { RunContext } from './run-context.js';

/** What has been tried of one request. */
export interface Tried {
  /** Attempts in a row of which nothing left this machine, the one just ended included. */
  readonly notSent: number;
  /** When the request left, by the monotonic clock. */
  readonly sentAt: number;
}

/** What any request can be answered with. */
type Answer = CreateAnswer | LookUpAnswer | ListAnswer;

/** Decides what an answer allows next, and has the whole run pause or stop where that is what it asks for. */
export function obeyServer(
  answer: Answer,
  { notSent, sentAt }: Tried,
  context: Pick<RunContext, 'clock' | 'control' | 'random'>,
): RetryDecision {
  const { clock, control, random } = context;
  const unavailable = 'status' in answer && answer.status === 503;
  if (isFromServer(answer)) control.noteAnswer(answer.kind === 'throttled' || unavailable, sentAt);
  const history = { notSent, throttling: control.throttling, random: random(), now: clock.now() };
  const decision = decideRetry(answer, history);
  if (decision.kind === 'pause-run')
    control.pause(decision.afterMs, unavailable ? 'service-unavailable' : 'too-many-requests');
  if (decision.kind !== 'stop-run') return decision;
  if (decision.why === 'unreachable') control.stop({ kind: 'unreachable', cause: decision.cause });
  else control.stop({ kind: 'throttled-too-long', seconds: Math.ceil(decision.totalMs / 1000) });
  return decision;
}

/** Whether the server itself has said something; only that can end its asking to wait. */
function isFromServer(answer: Answer): boolean {
  if (answer.kind === 'not-sent' || answer.kind === 'unclear') return false;
  return answer.kind !== 'unknown' || answer.status !== undefined;
}
