import type { Clock } from '../packages/core/src/index.js';
import type { SandboxClock } from '../packages/sandbox/src/index.js';

/** Something that happens at a moment. */
interface Timer {
  readonly at: number;
  readonly order: number;
  act: (() => void) | undefined;
}

/** The time of a simulated world: it stands still until nothing else can happen, then jumps to what is due next. */
export class WorldTime {
  #now = 0;
  #order = 0;
  #soon: (() => void)[] = [];
  /** A heap: what is due first is at the front. */
  readonly #timers: Timer[] = [];

  /** Milliseconds since the world began. */
  get now(): number {
    return this.#now;
  }

  /** Has something done after so many milliseconds; what is due at the same moment happens in the order in which it was asked for. */
  after(milliseconds: number, act: () => void): { cancel(): void } {
    const timer: Timer = { at: this.#now + Math.max(0, milliseconds), order: this.#order++, act };
    this.#push(timer);
    return {
      cancel: () => {
        timer.act = undefined;
      },
    };
  }

  /** Has something done once nothing else can be done without time. */
  soon(act: () => void): void {
    this.#soon.push(act);
  }

  /** Waits for a promise; time moves on while nothing else can happen. @throws where it waits and nothing is due any more */
  async drive<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    const mark = (): void => {
      settled = true;
    };
    promise.then(mark, mark);
    for (;;) {
      await everythingElse();
      if (settled) return promise;
      const soon = this.#soon.splice(0);
      for (const act of soon) act();
      if (soon.length === 0 && !this.#fireNext()) throw new Error('nothing happens any more');
    }
  }

  /** Lets so much time pass. */
  async pass(milliseconds: number): Promise<void> {
    await this.drive(new Promise<void>((resolve) => void this.after(milliseconds, resolve)));
  }

  /** As the clock of the server: its wall clock is right. */
  serverClock(): SandboxClock {
    return {
      now: () => this.wallClock(0),
      sleep: (milliseconds, signal) => this.#sleep(milliseconds, signal),
    };
  }

  /**
   * As the clock of one process.
   * @param skewMs how wrong its wall clock is
   * @param isAlive nobody wakes in a process that has died
   */
  processClock(skewMs: number, isAlive: () => boolean): Clock {
    const begun = this.#now;
    return {
      now: () => this.wallClock(skewMs),
      monotonic: () => this.#now - begun,
      sleep: (milliseconds, signal) => this.#sleep(milliseconds, signal, isAlive),
    };
  }

  wallClock(skewMs: number): Date {
    return new Date(firstMoment + this.#now + skewMs);
  }

  #sleep(milliseconds: number, signal?: AbortSignal, isAlive = (): boolean => true): Promise<void> {
    if (signal?.aborted || milliseconds <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        timer.cancel();
        signal?.removeEventListener('abort', wake);
        if (isAlive()) resolve();
      };
      const timer = this.after(milliseconds, wake);
      signal?.addEventListener('abort', wake, { once: true });
    });
  }

  #fireNext(): boolean {
    for (let timer = this.#pop(); timer; timer = this.#pop()) {
      if (!timer.act) continue;
      this.#now = timer.at;
      timer.act();
      return true;
    }
    return false;
  }

  #push(timer: Timer): void {
    const heap = this.#timers;
    let place = heap.push(timer) - 1;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (!isBefore(timer, heap[above])) break;
      heap[place] = heap[above] ?? timer;
      place = above;
    }
    heap[place] = timer;
  }

  #pop(): Timer | undefined {
    const heap = this.#timers;
    const [first] = heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return first;
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      if (isBefore(heap[below + 1], heap[below])) below += 1;
      const next = heap[below];
      if (!isBefore(next, last)) break;
      heap[place] = next ?? last;
      place = below;
    }
    heap[place] = last;
    return first;
  }
}

const firstMoment = Date.UTC(2026, 2, 2, 9);

function isBefore(one: Timer | undefined, other: Timer | undefined): boolean {
  if (one === undefined) return false;
  if (other === undefined) return true;
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}

/** Resolves when every promise that can settle without time has done so. */
function everythingElse(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
