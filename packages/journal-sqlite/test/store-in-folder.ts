import { join } from 'node:path';
import type { Journal, JournalStore, NewRun } from '@solarproof-import/core';
import { temporaryFolder } from '@solarproof-import/testkit';
import { onTestFinished } from 'vitest';
import { openJournalStore, type JournalStoreOptions } from '../src/open-journal-store.js';

/** The secret of every store in these tests. */
export const secret = new Uint8Array(32).fill(7);

/** The run of every store in these tests. */
export const aRun: NewRun = {
  id: '20261123-100000-abcdef',
  account: { host: 'solarproof.com.au', name: 'default' },
  source: { name: 'customers.csv', format: 'csv', sha256: 'ab'.repeat(32), bytes: 1234 },
  file: '/srv/customers.csv',
  started: new Date('2026-11-23T10:00:00Z'),
  rows: 12,
};

/** A new store with one run in it. */
export interface StoreInFolder {
  readonly store: JournalStore;
  readonly journal: Journal;
  readonly file: string;
}

/** Opens a store in an empty folder, with one run in it; closed when the test has finished. */
export async function storeInFolder(options: Partial<JournalStoreOptions> = {}): Promise<StoreInFolder> {
  const file = join(await temporaryFolder(), 'journal.db');
  const store = openJournalStore({ file, secret, ...options });
  onTestFinished(() => store.close().catch(() => undefined));
  await store.addRun(aRun);
  return { store, journal: await store.journal(aRun.id), file };
}
