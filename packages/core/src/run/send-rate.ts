import type { Clock } from '../ports.js';

/**
 * Spaces creates out, so that no span of one second, wherever it begins, holds more of them than allowed: the generic cell
 * rate algorithm without any burst. A fixed window would let twice as many through around its edge.
 */
export class SendRate {
  readonly #clock: Clock;
  readonly #intervalMs: number;
  #next = Number.NEGATIVE_INFINITY;
  #last: Promise<unknown> = Promise.resolve();

  /** @param perSecond creates a second, more than 0; `Infinity` for no limit */
  constructor(perSecond: number, clock: Clock) {
    this.#intervalMs = 1000 / perSecond;
    this.#clock = clock;
  }

  /**
   * Waits for one's turn, one after the other. Whoever is told `true` sends at once: the next turn is counted from then.
   * @param signal ends the waiting
   * @returns false where the signal came first
   */
  turn(signal: AbortSignal): Promise<boolean> {
    if (this.#intervalMs === 0) return Promise.resolve(true);
    const mine = this.#last.then(() => this.#wait(signal));
    this.#last = mine;
    return mine;
  }

  async #wait(signal: AbortSignal): Promise<boolean> {
    // Timers may fire a little early, so the clock decides.
    for (let left = this.#left(); left > 0; left = this.#left()) {
      if (signal.aborted) return false;
      await this.#clock.sleep(Math.ceil(left), signal);
    }
    this.#next = this.#clock.monotonic() + this.#intervalMs;
    return true;
  }

  #left(): number {
    return this.#next - this.#clock.monotonic();
  }
}
