/** What the breaker makes of an answer or its absence. */
export type BreakerDecision =
  | { readonly kind: 'go-on' }
  /** Nothing is created for so long. */
  | { readonly kind: 'pause'; readonly milliseconds: number }
  | { readonly kind: 'stop' };

const inARowLimit = 5;
const windowSize = 50;
const windowLimit = 0.2 * windowSize;
const pausesMs = [60_000, 5 * 60_000] as const;

/**
 * Looks after a server that leaves creates unanswered: each of them is a row that nobody can tell of. Five in a row, or a
 * fifth of the last fifty, and creating pauses; the third time it stops.
 */
export class Breaker {
  #inARow = 0;
  #window: boolean[] = [];
  #trips = 0;

  /** Notes how a create ended. @param unanswered nobody knows what became of it */
  note(unanswered: boolean): BreakerDecision {
    this.#inARow = unanswered ? this.#inARow + 1 : 0;
    this.#window.push(unanswered);
    if (this.#window.length > windowSize) this.#window.shift();
    if (!this.#isTripped()) return { kind: 'go-on' };
    this.#inARow = 0;
    this.#window = [];
    const milliseconds = pausesMs[this.#trips];
    this.#trips += 1;
    return milliseconds === undefined ? { kind: 'stop' } : { kind: 'pause', milliseconds };
  }

  #isTripped(): boolean {
    if (this.#inARow >= inARowLimit) return true;
    return this.#window.length === windowSize && this.#window.filter(Boolean).length >= windowLimit;
  }
}
