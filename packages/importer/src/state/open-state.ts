import { readdir, stat } from 'node:fs/promises';
import { SettingsError, type JournalStore } from '@solarproof-import/core';
import { openJournalStore } from '@solarproof-import/journal-sqlite';
import { openStateDirectory, type StateDirectory } from './state-directory.js';
import { isRunId } from './sweep-runs-folder.js';

/** The state directory and the journals in it, open. */
export interface State {
  readonly directory: StateDirectory;
  readonly store: JournalStore;
  close(): Promise<void>;
}

/** Opens the state directory and its journal. @throws SettingsError where either cannot be used, or the journal was lost */
export async function openState(folder: string): Promise<State> {
  const directory = await openStateDirectory(folder);
  await refuseLostJournal(directory);
  const store = openJournalStore({
    file: directory.journalFile,
    secret: Buffer.from(directory.secret, 'hex'),
  });
  return { directory, store, close: () => store.close() };
}

/** An empty journal beside the files of runs is no new one: it would not know whom they have created. */
async function refuseLostJournal({ journalFile, runsFolder }: StateDirectory): Promise<void> {
  const size = await stat(journalFile).then(
    (found) => found.size,
    () => 0,
  );
  if (size > 0 || !(await readdir(runsFolder)).some(isRunId)) return;
  throw new SettingsError(
    'JOURNAL_LOST',
    `The journal is gone or empty, though runs were kept beside it: ${journalFile}. With a new one, customers could be created twice.`,
    [
      'Put the state directory back from a backup, whole.',
      `If there is none: move the folders out of ${runsFolder} to begin anew. Solar Proof's own check for known e-mails is all that protects then.`,
    ],
  );
}
