import { ImportError, JournalError } from '@solarproof-import/core';
import type { Database } from './open-database.js';
import { unreadable, unwritable } from './sqlite-failure.js';

interface Waiting {
  resolve(): void;
  reject(error: JournalError): void;
}

/** When a transaction is committed: calls `commit` once, later, never before it returns. Default: `setImmediate`. */
export type ScheduleCommit = (commit: () => void) => void;

/*
 * One transaction, and so one fsync, for all changes that wait for one. The first change opens it, and it is committed as soon as
 * what is ready to run now has run: a lone change waits for nobody.
 *
 * A failed statement or COMMIT is the end: nothing is written any more. After a failed fsync nobody knows what is on the disk,
 * and one that succeeds later says nothing about what failed before (https://wiki.postgresql.org/wiki/Fsync_Errors).
 */
/** The changes to one database. */
export class GroupCommit {
  readonly #database: Database;
  readonly #schedule: ScheduleCommit;
  #isOpen = false;
  #waiting: Waiting[] = [];
  #onLost: (() => void)[] = [];
  #failure: JournalError | undefined;

  constructor(database: Database, schedule: ScheduleCommit) {
    this.#database = database;
    this.#schedule = schedule;
  }

  /**
   * Reads, and sees what is not committed yet.
   * @throws JournalError JOURNAL_UNREADABLE
   */
  read<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw error instanceof ImportError ? error : unreadable(error);
    }
  }

  /**
   * Makes a change, which is durable when `durable` has resolved. An error of ours that `work` throws before it wrote anything
   * goes on to the caller and harms nobody.
   * @param onLost called when it is known that the change is not written
   * @throws JournalError JOURNAL_UNWRITABLE, from the first failure on each time the same
   */
  change<T>(work: () => T, onLost?: () => void): T {
    if (this.#failure) {
      onLost?.();
      throw this.#failure;
    }
    try {
      if (!this.#isOpen) this.#open();
      const value = work();
      if (onLost) this.#onLost.push(onLost);
      return value;
    } catch (error) {
      if (error instanceof ImportError) throw error;
      if (onLost) this.#onLost.push(onLost);
      throw this.#fail(error);
    }
  }

  /** Resolves when all changes made so far are durable. Rejects with a JournalError where they will not be. */
  durable(): Promise<void> {
    if (this.#failure) return Promise.reject(this.#failure);
    if (!this.#isOpen) return Promise.resolve();
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  /** Commits what waits, now. */
  commit(): void {
    if (!this.#isOpen) return;
    try {
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#fail(error);
      return;
    }
    this.#isOpen = false;
    this.#onLost = [];
    for (const waiting of this.#waiting.splice(0)) waiting.resolve();
  }

  /** Commits what waits and brings it from the `-wal` file into the database, which is closed next. After it nothing is written. */
  close(): void {
    this.commit();
    if (this.#failure) return;
    this.#failure = new JournalError('JOURNAL_CLOSED', 'The journal is closed.');
    try {
      this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch {
      // What is in the `-wal` file is durable there; the next who opens it brings it over.
    }
  }

  get hasFailed(): boolean {
    return this.#failure !== undefined;
  }

  #open(): void {
    this.#database.exec('BEGIN IMMEDIATE');
    this.#isOpen = true;
    this.#schedule(() => this.commit());
  }

  #fail(error: unknown): JournalError {
    const failure = unwritable(error);
    this.#failure = failure;
    if (this.#isOpen) this.#rollBack();
    this.#isOpen = false;
    for (const tell of this.#onLost.splice(0)) tell();
    for (const waiting of this.#waiting.splice(0)) waiting.reject(failure);
    return failure;
  }

  /** Tried once. Where it fails too, closing the database does the same. */
  #rollBack(): void {
    try {
      this.#database.exec('ROLLBACK');
    } catch {
      // SQLite may have rolled back by itself; the failure that counts is the first.
    }
  }
}
