import { mkdir, rm, truncate } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '@solarproof-import/testkit';
import { expect, test } from 'vitest';
import { openState } from './open-state.js';

async function stateWithRun(): Promise<{ readonly folder: string; readonly journal: string }> {
  const folder = path.join(await temporaryFolder(), 'state');
  const state = await openState(folder);
  await mkdir(path.join(state.directory.runsFolder, '20261129-081502-0a1b2c'));
  await state.close();
  return { folder, journal: state.directory.journalFile };
}

test.each([
  ['empty', (journal: string) => truncate(journal, 0)],
  ['gone', (journal: string) => rm(journal)],
])(
  'a journal that is %s beside the files of runs is refused, and not taken for a new one',
  async (_, lose) => {
    const { folder, journal } = await stateWithRun();
    await lose(journal);
    for (const rest of ['-wal', '-shm']) await rm(journal + rest, { force: true });
    await expect(openState(folder)).rejects.toMatchObject({ name: 'SettingsError', code: 'JOURNAL_LOST' });
  },
);

test('a state directory without a run begins with a new journal', async () => {
  const folder = path.join(await temporaryFolder(), 'state');
  const { close, directory } = await openState(folder);
  await close();
  await rm(directory.journalFile);
  await (await openState(folder)).close();
});
