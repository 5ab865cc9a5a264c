import { LockedError, type StoredRun } from '@solarproof-import/core';
import { lockAccount, type AccountLock } from './account-lock.js';
import type { State } from './open-state.js';

/** Holds on the accounts of several runs, taken as they are asked for. */
export interface HeldAccounts {
  /** Whether another process has the account of a run; where none has, this one has it until `release`. */
  isLocked(run: StoredRun): Promise<boolean>;
  release(): void;
}

/** Keeps other processes from going on with runs that are about to be purged: to ask and then to remove would be too late. */
export function holdAccounts(state: State, now: Date): HeldAccounts {
  const locks = new Map<string, AccountLock | undefined>();
  return {
    isLocked: async ({ account }) => {
      const key = JSON.stringify([account.host, account.name]);
      if (!locks.has(key)) {
        const lock = await lockAccount(state, account, now).catch((error: unknown) => {
          if (error instanceof LockedError) return undefined;
          throw error;
        });
        locks.set(key, lock);
      }
      return locks.get(key) === undefined;
    },
    release: () => {
      for (const lock of locks.values()) lock?.release();
      locks.clear();
    },
  };
}
