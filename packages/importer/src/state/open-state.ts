import type { JournalStore } from '@solarproof-import/core';
import { openJournalStore } from '@solarproof-import/journal-sqlite';
import { openStateDirectory, type StateDirectory } from './state-directory.js';

/** The state directory and the journals in it, open. */
export interface State {
  readonly directory: StateDirectory;
  readonly store: JournalStore;
  close(): Promise<void>;
}

/** Opens the state directory and its journal. @throws SettingsError where either cannot be used */
export async function openState(folder: string): Promise<State> {
  const directory = await openStateDirectory(folder);
  const store = openJournalStore({
    file: directory.journalFile,
    secret: Buffer.from(directory.secret, 'hex'),
  });
  return { directory, store, close: () => store.close() };
}
