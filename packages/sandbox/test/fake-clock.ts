import type { SandboxClock } from '../src/sandbox-clock.js';

/** A clock that stands still until a test moves it. */
export interface FakeClock extends SandboxClock {
  /** Moves on, waking sleepers in order, and lets what they do come to rest. */
  advance(milliseconds: number): Promise<void>;
}

export function fakeClock(start = '2026-03-02T01:02:03Z'): FakeClock {
  let now = new Date(start).getTime();
  let sleepers: { readonly until: number; readonly wake: () => void }[] = [];
  return {
    now: () => new Date(now),
    sleep: (milliseconds) =>
      new Promise((resolve) => sleepers.push({ until: now + milliseconds, wake: resolve })),
    advance: async (milliseconds) => {
      const end = now + milliseconds;
      const next = (): number => Math.min(...sleepers.map(({ until }) => until));
      for (await atRest(); next() <= end; await atRest()) {
        now = next();
        const due = sleepers.filter(({ until }) => until <= now);
        sleepers = sleepers.filter(({ until }) => until > now);
        for (const { wake } of due) wake();
      }
      now = end;
    },
  };
}

/** Everything that only waits for promises has run by the time an immediate comes. */
function atRest(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
