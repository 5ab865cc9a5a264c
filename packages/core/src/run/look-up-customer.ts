import type { LookUpAnswer } from '../api/classify-look-up.js';
import { obeyServer } from './obey-server.js';
import type { RunContext } from './run-context.js';

const tries = 3;
const betweenTriesMs = 1_000;

/**
 * Looks an e-mail up, again where the answer is unclear: a look-up changes nothing. Each try obeys the run's pauses.
 * @returns the last answer; `unclear` where the run stopped before there was one
 */
export async function lookUpCustomer(email: string, context: RunContext): Promise<LookUpAnswer> {
  const { api, clock, control, cutOff } = context;
  let answer: LookUpAnswer = { kind: 'unclear' };
  for (let tried = 1; tried <= tries; tried += 1) {
    if (!(await control.clear())) return answer;
    const sentAt = clock.monotonic();
    answer = await api.lookUp(email, cutOff);
    obeyServer(answer, { notSent: 0, sentAt }, context);
    if (answer.kind !== 'unclear' && answer.kind !== 'throttled') return answer;
    if (answer.kind === 'unclear' && tried < tries) await control.sleep(betweenTriesMs * tried);
  }
  return answer;
}
