import type { Arrival } from './scan-inbox.js';

interface Seen {
  readonly look: string;
  /** By the monotonic clock. */
  readonly since: number;
  polls: number;
}

/** Polls over which a file must look the same. */
export const leastPolls = 3;

/** Tells which files have stopped changing: seen the same over three polls and so many milliseconds. */
export class StillArrivals {
  readonly #stillMs: number;
  #seen = new Map<string, Seen>();

  constructor(stillMs: number) {
    this.#stillMs = stillMs;
  }

  /** Notes what one poll saw. @param now by the monotonic clock @returns those that are still, in the order given */
  observe(arrivals: readonly Arrival[], now: number): readonly Arrival[] {
    const before = this.#seen;
    this.#seen = new Map(
      arrivals.map(({ name, look }) => {
        const known = before.get(name);
        const seen =
          known?.look === look ? { ...known, polls: known.polls + 1 } : { look, since: now, polls: 1 };
        return [name, seen];
      }),
    );
    return arrivals.filter(({ name }) => this.#isStill(name, now));
  }

  #isStill(name: string, now: number): boolean {
    const seen = this.#seen.get(name);
    return seen !== undefined && seen.polls >= leastPolls && now - seen.since >= this.#stillMs;
  }
}
