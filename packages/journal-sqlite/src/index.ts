export { holdLock, type LockHolder, type HeldLock, type LockTried } from './account-lock.js';
export { openJournalStore, type JournalStoreOptions } from './open-journal-store.js';
export { openDatabase } from './open-database.js';
export type { Database, OpenDatabase, SqlRow, SqlValue, Statement } from './open-database.js';
export type { ScheduleCommit } from './group-commit.js';
