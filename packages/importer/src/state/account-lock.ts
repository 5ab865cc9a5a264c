import { hostname } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { LockedError, type Account } from '@solarproof-import/core';
import { holdLock, type LockHolder } from '@solarproof-import/journal-sqlite';
import type { State } from './open-state.js';

/** The hold on an account: nobody else sends to it meanwhile. Freed by the system, too, when the process dies. */
export interface AccountLock {
  /** May be called twice. */
  release(): void;
}

/**
 * Takes an account for this process, and calls unconfirmed what a process that died was sending.
 * @throws LockedError where another process has it, saying who
 */
export async function lockAccount(state: State, account: Account, now: Date): Promise<AccountLock> {
  const file = await state.directory.lockFile(account);
  const holder: LockHolder = { host: hostname(), pid: process.pid, since: now };
  const first = holdLock(file, holder);
  // Who only asks for the holder, as doctor and history do, has it for a moment.
  if ('heldBy' in first) await setTimeout(momentMs);
  const lock = 'heldBy' in first ? holdLock(file, holder) : first;
  if ('heldBy' in lock) throw held(account, lock.heldBy);
  try {
    await state.store.recover(account);
  } catch (error) {
    lock.release();
    throw error;
  }
  return lock;
}

const momentMs = 100;

/** Who has an account now. */
export interface AccountHolder {
  /** `process 4711 on front-desk, since 2026-11-23 08:15 UTC`, as far as it is known. */
  readonly who: string;
  /** Since when, by the holder's clock; left out where the holder left no word. */
  readonly since?: Date;
}

/** Asks who has an account now; it is not kept. @returns `undefined` where nobody has */
export async function accountHolder(
  state: State,
  account: Account,
  now: Date,
): Promise<AccountHolder | undefined> {
  const file = await state.directory.lockFile(account);
  const lock = holdLock(file, { host: hostname(), pid: process.pid, since: now });
  if ('heldBy' in lock) {
    const since = lock.heldBy?.since;
    return { who: whoHolds(lock.heldBy), ...(since === undefined ? {} : { since }) };
  }
  lock.release();
  return undefined;
}

function held({ name, host }: Account, holder: LockHolder | undefined): LockedError {
  return new LockedError(`Another run of the account "${name}" at ${host} goes on: ${whoHolds(holder)}.`, [
    'Wait until it has ended, then run again. Two at once could create the same customer twice.',
  ]);
}

function whoHolds(holder: LockHolder | undefined): string {
  if (holder === undefined) return 'another process';
  const { pid, host, since } = holder;
  return `process ${pid} on ${host}, since ${since.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
