import type { Outcome } from './outcome.js';

/** Whether two outcomes of a row say the same, so that telling one after the other changes nothing. */
export function isSameOutcome(one: Outcome, other: Outcome): boolean {
  return inOrder(one) === inOrder(other);
}

function inOrder(outcome: Outcome): string {
  return JSON.stringify(Object.entries(outcome).sort(([one], [other]) => (one < other ? -1 : 1)));
}
