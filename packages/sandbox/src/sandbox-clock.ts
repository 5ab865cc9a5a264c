import { setTimeout as delay } from 'node:timers/promises';

/** The sandbox's time: for dates, the rate limit, latency and late commits. A test passes a fake one. */
export interface SandboxClock {
  now(): Date;
  /** Resolves after so many milliseconds, at once when the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's time. */
export const realClock: SandboxClock = {
  now: () => new Date(),
  sleep: async (milliseconds, signal) => {
    try {
      await delay(milliseconds, undefined, signal ? { signal } : {});
    } catch (error) {
      if (!signal?.aborted) throw error;
    }
  },
};
