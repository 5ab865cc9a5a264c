import type { Clock } from '@solarproof-import/core';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** A clock that stands still until it is moved. Sleepers wake in the order of their times. */
export class FakeClock implements Clock {
  readonly #start: number;
  #elapsed = 0;
  #sleepers: Sleeper[] = [];

  /** @param start what `now` says at first; default 2026-03-02 09:00 UTC */
  constructor(start = new Date('2026-03-02T09:00:00Z')) {
    this.#start = start.getTime();
  }

  now(): Date {
    return new Date(this.#start + this.#elapsed);
  }

  monotonic(): number {
    return this.#elapsed;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted || milliseconds <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        signal?.removeEventListener('abort', wake);
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        resolve();
      };
      const sleeper = { at: this.#elapsed + milliseconds, wake };
      this.#sleepers.push(sleeper);
      signal?.addEventListener('abort', wake, { once: true });
    });
  }

  /** Moves the time on and wakes who is due, one after the other. */
  advance(milliseconds: number): void {
    const until = this.#elapsed + milliseconds;
    for (let next = this.#next(); next && next.at <= until; next = this.#next()) {
      this.#elapsed = next.at;
      next.wake();
    }
    this.#elapsed = until;
  }

  /**
   * Waits for a promise; whenever nothing else is left to do, time jumps to the next sleeper's.
   * @throws what the promise throws; an Error where it still waits and nobody sleeps
   */
  async drive<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    const mark = (): void => {
      settled = true;
    };
    promise.then(mark, mark);
    for (let idle = 0; !settled; idle += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      const next = this.#next();
      if (!settled && next && idle >= idleRounds) {
        this.advance(next.at - this.#elapsed);
        idle = 0;
      }
      if (idle > mostIdleRounds) throw new Error('nothing happens any more and nobody sleeps');
    }
    return promise;
  }

  #next(): Sleeper | undefined {
    return this.#sleepers.reduce<Sleeper | undefined>(
      (first, other) => (first && first.at <= other.at ? first : other),
      undefined,
    );
  }
}

/** Turns of the event loop in which nothing may happen before time moves: files are read and written meanwhile. */
const idleRounds = 3;
const mostIdleRounds = 1_000_000;
