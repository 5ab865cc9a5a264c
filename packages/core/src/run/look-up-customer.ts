import type { LookUpAnswer } from '../api/classify-look-up.js';
import { decideRetry } from '../api/retry-decision.js';
import type { RunContext } from './run-context.js';

const tries = 3;
const betweenTriesMs = 1_000;

/**
 * Looks an e-mail up, again where the answer is unclear: a look-up changes nothing. Obeys the run's pauses.
 * @returns the last answer; `unclear` also where the run stops meanwhile
 */
export async function lookUpCustomer(email: string, context: RunContext): Promise<LookUpAnswer> {
  const { api, clock, control, cutOff, random } = context;
  let answer: LookUpAnswer = { kind: 'unclear' };
  for (let tried = 1; tried <= tries; tried += 1) {
    answer = await api.lookUp(email, cutOff);
    control.noteAnswer(answer.kind === 'throttled');
    const unsettled = answer.kind === 'unclear' || answer.kind === 'throttled';
    if (!unsettled || tried === tries || cutOff.aborted) return answer;
    if (answer.kind === 'throttled') {
      const history = { notSent: 0, throttling: control.throttling, random: random(), now: clock.now() };
      const decision = decideRetry(answer, history);
      if (decision.kind === 'pause-run') control.pause(decision.afterMs, 'too-many-requests');
    } else {
      await control.sleep(betweenTriesMs * tried);
    }
    if (!(await control.clear())) return answer;
  }
  return answer;
}
