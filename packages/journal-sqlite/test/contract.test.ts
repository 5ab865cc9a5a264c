import { join } from 'node:path';
import { journalContract, journalStoreContract, temporaryFolder } from '@solarproof-import/testkit';
import { onTestFinished } from 'vitest';
import { openJournalStore } from '../src/open-journal-store.js';
import { aRun, secret } from './store-in-folder.js';

journalStoreContract('journal-sqlite', (folder) =>
  openJournalStore({ file: join(folder, 'journal.db'), secret }),
);

journalContract('journal-sqlite', async () => {
  const store = openJournalStore({ file: join(await temporaryFolder(), 'journal.db'), secret });
  onTestFinished(() => store.close());
  await store.addRun(aRun);
  return store.journal(aRun.id);
});
