import type { Clock } from '@solarproof-import/importer';

interface Paused {
  readonly until: number;
  readonly times: number;
}

/** How long something waits that did not go well: the first time, and at most. */
export interface PauseLengths {
  readonly firstMs: number;
  readonly mostMs: number;
}

/** Who waits before the next try, and for how long: twice as long each time. On a clock that never goes back. */
export class Pauses {
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #lengths: PauseLengths;
  readonly #paused = new Map<string, Paused>();

  constructor(clock: Pick<Clock, 'monotonic'>, lengths: PauseLengths) {
    this.#clock = clock;
    this.#lengths = lengths;
  }

  isPaused(who: string): boolean {
    const paused = this.#paused.get(who);
    return paused !== undefined && this.#clock.monotonic() < paused.until;
  }

  /** How often in a row it has waited. */
  times(who: string): number {
    return this.#paused.get(who)?.times ?? 0;
  }

  /** Makes it wait, longer than the last time. */
  pause(who: string): void {
    const times = this.times(who);
    const milliseconds = Math.min(this.#lengths.mostMs, this.#lengths.firstMs * 2 ** times);
    this.#paused.set(who, { until: this.#clock.monotonic() + milliseconds, times: times + 1 });
  }

  /** It went well: the next pause is a short one again. */
  clear(who: string): void {
    this.#paused.delete(who);
  }
}
