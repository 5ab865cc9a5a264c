import type { ScheduleCommit } from '../src/group-commit.js';

/** Commits that a test holds back. */
export interface HeldCommits {
  readonly schedule: ScheduleCommit;
  /** From now on, none is made. */
  hold(): void;
  /** Makes those that were held back, and holds none any more. */
  letGo(): void;
}

/** Commits as usual, until a test holds them back. */
export function heldCommits(): HeldCommits {
  const held: (() => void)[] = [];
  let isHolding = false;
  return {
    schedule: (commit) => void (isHolding ? held.push(commit) : setImmediate(commit)),
    hold: () => {
      isHolding = true;
    },
    letGo: () => {
      isHolding = false;
      for (const commit of held.splice(0)) commit();
    },
  };
}
