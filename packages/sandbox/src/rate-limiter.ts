import type { SandboxClock } from './sandbox-clock.js';

const windowMs = 1000;

/** Lets so many creates pass in each second, counted from the first one. */
export class RateLimiter {
  readonly #perSecond: number;
  readonly #clock: SandboxClock;
  #windowEnd = 0;
  #passed = 0;

  constructor(perSecond: number, clock: SandboxClock) {
    this.#perSecond = perSecond;
    this.#clock = clock;
  }

  /** Counts one create. Says how many seconds to wait, at least 1, where it is one too many; else `undefined`. */
  secondsToWait(): number | undefined {
    if (this.#perSecond === Infinity) return undefined;
    const now = this.#clock.now().getTime();
    if (now >= this.#windowEnd) {
      this.#windowEnd = now + windowMs;
      this.#passed = 0;
    }
    if (this.#passed >= this.#perSecond) return Math.ceil((this.#windowEnd - now) / windowMs);
    this.#passed += 1;
    return undefined;
  }
}
