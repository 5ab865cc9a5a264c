import { mkdir, open, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImportError } from '@solarproof-import/core';
import { created, intentOf, temporaryFolder } from '@solarproof-import/testkit';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase, type Database } from '../src/open-database.js';
import { openJournalStore } from '../src/open-journal-store.js';
import { aRun, secret, storeInFolder } from './store-in-folder.js';
import { sqliteError } from './watched-database.js';

const rowsOfTest = 300;

function whyNot(file: string): ImportError {
  try {
    openJournalStore({ file, secret });
  } catch (error) {
    return error as ImportError;
  }
  throw new Error('it was opened');
}

async function modeOf(file: string): Promise<string> {
  return ((await stat(file)).mode & 0o777).toString(8);
}

/** The path of a store that is closed, with rows in it. */
async function closedStore(): Promise<string> {
  const { store, journal, file } = await storeInFolder();
  const rows = Array.from({ length: rowsOfTest }, (_, index) => index + 2);
  await Promise.all(rows.map((row) => journal.begin(intentOf({ row, email: `c${row}@example.com` }))));
  await Promise.all(rows.map((row) => journal.settle(row, { ...created, customerId: `${row}` })));
  await store.close();
  return file;
}

describe('opening a journal', () => {
  it('refuses the file of a newer version, and leaves it as it is', async () => {
    const file = await closedStore();
    const database = openDatabase(file);
    database.exec('PRAGMA user_version = 99');
    database.close();
    const before = await readFile(file);
    expect(whyNot(file)).toMatchObject({ name: 'SettingsError', code: 'JOURNAL_NEWER' });
    expect(whyNot(file).message).toContain('newer version');
    expect(await readFile(file)).toEqual(before);
  });

  it.each([
    ['text', 'Name,Email\nJo,jo@example.com\n'],
    ['noise of several pages', 'x7#q'.repeat(5_000)],
  ])('refuses a file that is no database: %s, and leaves it as it is', async (_title, text) => {
    const file = join(await temporaryFolder(), 'journal.db');
    await writeFile(file, text);
    expect(whyNot(file)).toMatchObject({ name: 'SettingsError', code: 'JOURNAL_DAMAGED' });
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  it('refuses the database of another program', async () => {
    const file = join(await temporaryFolder(), 'journal.db');
    const database = openDatabase(file);
    database.exec('CREATE TABLE account (a); PRAGMA user_version = 1');
    database.close();
    expect(whyNot(file)).toMatchObject({
      code: 'JOURNAL_DAMAGED',
      message: expect.stringContaining('another program'),
    });
  });

  it('refuses a journal that was cut off', async () => {
    const file = await closedStore();
    await truncate(file, 8_192);
    expect(whyNot(file)).toMatchObject({ name: 'SettingsError', code: 'JOURNAL_DAMAGED' });
  });

  it('says where it is when it cannot be opened', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'journal.db'));
    expect(whyNot(join(folder, 'journal.db')).code).toBe('JOURNAL_NOT_OPENED');
    const missing = join(folder, 'missing', 'journal.db');
    expect(whyNot(missing)).toMatchObject({ name: 'SettingsError', code: 'JOURNAL_NOT_OPENED' });
    expect(whyNot(missing).message).toContain(missing);
  });

  it.each([
    [11, 'JOURNAL_DAMAGED'],
    [267, 'JOURNAL_DAMAGED'],
    [26, 'JOURNAL_DAMAGED'],
    [13, 'JOURNAL_NOT_OPENED'],
    [14, 'JOURNAL_NOT_OPENED'],
  ])('takes SQLite at its word: %i is %s', async (errcode, code) => {
    const file = join(await temporaryFolder(), 'journal.db');
    const opening = () =>
      openJournalStore({
        file,
        secret,
        openDatabase: () => {
          throw sqliteError(errcode);
        },
      });
    expect(opening).toThrow(expect.objectContaining({ code }));
  });

  it('finds damage within the file, and says so where it is met', async () => {
    const file = await closedStore();
    const pages = await open(file, 'r+');
    for (let page = 5; page < 20; page += 1)
      await pages.write(Buffer.alloc(4_096, 0xa5), 0, 4_096, page * 4_096);
    await pages.close();
    const store = openJournalStore({ file, secret });
    onTestFinished(() => store.close());
    expect((await store.findDamage()).length).toBeGreaterThan(0);
    const reading = store.journal(aRun.id).then(async (journal) => {
      for await (const row of journal.outcomes()) expect(row).toBeDefined();
    });
    await expect(reading).rejects.toMatchObject({ name: 'JournalError', code: 'JOURNAL_UNREADABLE' });
  });

  it('is as if it had never been tried where the tables could not be made', async () => {
    const file = join(await temporaryFolder(), 'journal.db');
    const full = (path: string): Database => {
      const database = openDatabase(path);
      const exec = (sql: string): void => {
        database.exec(sql === 'COMMIT' ? 'ROLLBACK' : sql);
        if (sql === 'COMMIT') throw sqliteError(13);
      };
      return { ...database, exec };
    };
    const opening = () => openJournalStore({ file, secret, openDatabase: full });
    const said: unknown = expect.stringContaining('SQLITE_FULL 13');
    expect(opening).toThrow(expect.objectContaining({ code: 'JOURNAL_NOT_OPENED', message: said }));
    const store = openJournalStore({ file, secret });
    onTestFinished(() => store.close());
    expect(await store.runs()).toEqual([]);
  });

  it('recognises nothing with another secret, and stays readable', async () => {
    const file = await closedStore();
    const store = openJournalStore({ file, secret: new Uint8Array(32).fill(8) });
    onTestFinished(() => store.close());
    const journal = await store.journal(aRun.id);
    expect(await journal.outcomeOf(2)).toEqual({ ...created, customerId: '2' });
    const { emailKey, person } = intentOf({ email: 'c2@example.com' });
    expect(await journal.knownCustomer(emailKey, person)).toBeUndefined();
  });

  it('can be opened twice, by the runs of two accounts at once', async () => {
    const { store, journal, file } = await storeInFolder();
    const second = openJournalStore({ file, secret });
    onTestFinished(() => second.close());
    await second.addRun({ ...aRun, id: 'r2', account: { host: 'sandbox', name: 'default' } });
    const other = await second.journal('r2');
    const rows = Array.from({ length: 50 }, (_, index) => index + 2);
    for (const row of rows) {
      const intent = intentOf({ row, email: `c${row}@example.com` });
      await journal.begin(intent);
      await other.begin(intent);
    }
    expect(await (await store.journal('r2')).outcomeOf(51)).toMatchObject({ status: 'unconfirmed' });
  });
});

describe('the files of a journal', () => {
  it('are for their owner alone, whatever the umask', async () => {
    const umask = process.umask(0);
    onTestFinished(() => void process.umask(umask));
    const { journal, file } = await storeInFolder();
    await journal.begin(intentOf());
    const files = [file, `${file}-wal`, `${file}-shm`];
    expect(await Promise.all(files.map(modeOf))).toEqual(['600', '600', '600']);
  });

  it('are taken from others where they could read them', async () => {
    const file = join(await temporaryFolder(), 'journal.db');
    await writeFile(file, '', { mode: 0o644 });
    const store = openJournalStore({ file, secret });
    onTestFinished(() => store.close());
    expect(await modeOf(file)).toBe('600');
  });

  it('have all in the database when it is closed', async () => {
    const file = await closedStore();
    expect((await stat(`${file}-wal`).catch(() => ({ size: 0 }))).size).toBe(0);
  });

  it('hold no personal data and no key, before and after all is in the database', async () => {
    const { store, journal, file } = await storeInFolder();
    const { emailKey, identity, person } = intentOf({ email: 'Jo.Citizen@example.com' });
    await store.rememberKey(aRun.account, 'the-key-of-the-account');
    await journal.begin({ ...intentOf(), emailKey, identity, person });
    await journal.unconfirm(2, 'time-out');
    await journal.settle(2, created);
    await journal.settle(3, { status: 'exists', customerId: '51' }, intentOf({ email: 'kim@example.com' }));
    await journal.begin(intentOf({ row: 4, email: 'kim@example.com' }));
    const texts = [
      'citizen',
      'example.com',
      'kim',
      '0491570156',
      '491570156',
      'the-key',
      ...person.split(' '),
    ];
    const foundIn = async (path: string): Promise<readonly string[]> => {
      const bytes = (await readFile(path)).toString('latin1').toLowerCase().replaceAll(' ', '');
      return texts.filter((text) => text.length > 2 && bytes.includes(text.replaceAll(' ', '')));
    };
    expect(await foundIn(`${file}-wal`)).toEqual([]);
    await store.close();
    expect(await foundIn(file)).toEqual([]);
    expect((await readFile(file)).includes('79459')).toBe(true);
  });
});
