import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { JournalError, type Journal, type Outcome } from '@solarproof-import/core';
import { created, intentOf, temporaryFolder } from '@solarproof-import/testkit';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openJournalStore } from '../src/open-journal-store.js';
import { heldCommits } from './held-commits.js';
import { aRun, secret, storeInFolder } from './store-in-folder.js';
import { watchedDatabase } from './watched-database.js';

const unwritable: unknown = expect.objectContaining({ code: 'JOURNAL_UNWRITABLE' });

async function all(journal: Journal): Promise<readonly (readonly [number, Outcome])[]> {
  const told: (readonly [number, Outcome])[] = [];
  for await (const row of journal.outcomes()) told.push(row);
  return told;
}

/** What somebody finds who opens a copy of the files as they are now: as after a power cut. */
async function afterPowerCut(file: string): Promise<Journal> {
  const copy = join(await temporaryFolder(), 'journal.db');
  for (const end of ['', '-wal']) await copyFile(file + end, copy + end);
  const store = openJournalStore({ file: copy, secret });
  onTestFinished(() => store.close());
  return store.journal(aRun.id);
}

describe('a write that fails', () => {
  it('rejects with what SQLite said, and so does every later one', async () => {
    const watched = watchedDatabase(13);
    const { journal, store } = await storeInFolder({ openDatabase: watched.open });
    watched.failWrite(1);
    const failure: unknown = await journal.begin(intentOf()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(JournalError);
    expect(failure).toMatchObject({
      code: 'JOURNAL_UNWRITABLE',
      message: expect.stringContaining('SQLITE_FULL 13'),
    });
    expect(failure).not.toMatchObject({ message: expect.stringContaining('told by SQLite') });
    await expect(journal.begin(intentOf({ row: 3, email: 'kim@example.com' }))).rejects.toBe(failure);
    await expect(journal.settle(4, { status: 'duplicate', of: 2 })).rejects.toBe(failure);
    await expect(store.addRun({ ...aRun, id: 'r2' })).rejects.toBe(failure);
    await expect(store.endRun(aRun.id, endOfRun)).rejects.toBe(failure);
  });

  it('is never followed by a commit, also where the next would succeed', async () => {
    const watched = watchedDatabase();
    const { journal, store, file } = await storeInFolder({ openDatabase: watched.open });
    await journal.begin(intentOf());
    const before = watched.commits();
    watched.failWrite(2);
    const lost = journal.begin(intentOf({ row: 3, email: 'kim@example.com' }));
    await expect(lost).rejects.toEqual(unwritable);
    await expect(journal.settle(2, created)).rejects.toEqual(unwritable);
    await store.close();
    expect(watched.commits()).toBe(before);
    const again = await afterPowerCut(file);
    expect(await again.outcomeOf(2)).toEqual({ status: 'unconfirmed', reason: 'program-ended' });
    expect(await again.outcomeOf(3)).toBeUndefined();
  });

  it('fails for all that waited for the same commit', async () => {
    const watched = watchedDatabase();
    const { journal } = await storeInFolder({ openDatabase: watched.open });
    await journal.begin(intentOf());
    // The commit, after two writes for each that begins and three for the one that is settled.
    watched.failWrite(3 * 2 + 3 + 1);
    const waiting = [3, 4, 5].map((row) => journal.begin(intentOf({ row, email: `c${row}@example.com` })));
    const ended = await Promise.allSettled([...waiting, journal.settle(2, created)]);
    expect(ended.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'rejected']);
  });

  it('leaves known what was told since, so that the workbook can tell the truth', async () => {
    const watched = watchedDatabase();
    const { journal } = await storeInFolder({ openDatabase: watched.open });
    for (const row of [2, 3, 4, 5]) await journal.begin(intentOf({ row, email: `c${row}@example.com` }));
    await journal.settle(20, { status: 'duplicate', of: 2 });
    watched.failWrite(1);
    await expect(journal.settle(2, created)).rejects.toEqual(unwritable);
    await expect(journal.unconfirm(3, 'time-out')).rejects.toEqual(unwritable);
    await expect(journal.release(4)).rejects.toEqual(unwritable);
    await expect(journal.begin(intentOf({ row: 6, email: 'new@example.com' }))).rejects.toEqual(unwritable);
    await expect(journal.settle(30, { status: 'duplicate', of: 2 })).rejects.toEqual(unwritable);
    await expect(journal.settle(1, { status: 'duplicate', of: 2 })).rejects.toEqual(unwritable);
    expect(await all(journal)).toEqual([
      [1, { status: 'duplicate', of: 2 }],
      [2, created],
      [3, { status: 'unconfirmed', reason: 'time-out' }],
      [4, { status: 'not-sent', reason: 'run-stopped' }],
      [5, { status: 'unconfirmed', reason: 'program-ended' }],
      [20, { status: 'duplicate', of: 2 }],
      [30, { status: 'duplicate', of: 2 }],
    ]);
    expect(await journal.outcomeOf(2)).toEqual(created);
    expect(await journal.outcomeOf(6)).toBeUndefined();
    expect(await journal.attemptOf(2)).toBeUndefined();
    expect((await journal.attemptOf(3))?.isOurs(intentOf().identity)).toBe(true);
  });

  it('leaves known what was told before, in the commit that failed', async () => {
    const watched = watchedDatabase();
    const { journal } = await storeInFolder({ openDatabase: watched.open });
    await journal.begin(intentOf());
    await journal.begin(intentOf({ row: 3, email: 'kim@example.com' }));
    await journal.settle(2, created);
    const settled = journal.settle(3, { status: 'exists', customerId: '51' });
    const known = await journal.begin(intentOf({ row: 9 }));
    const begun = journal.begin(intentOf({ row: 8, email: 'lee@example.com' }));
    watched.failWrite(1);
    await expect(settled).rejects.toEqual(unwritable);
    await expect(begun).rejects.toEqual(unwritable);
    expect(await journal.outcomeOf(3)).toEqual({ status: 'exists', customerId: '51' });
    expect(known).toMatchObject({ kind: 'settled' });
    expect(await journal.outcomeOf(9)).toMatchObject({ status: 'already-imported', customerId: '79459' });
    expect(await journal.outcomeOf(8)).toBeUndefined();
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9])('at write %i of two rows: what resolved is on the disk', async (n) => {
    const watched = watchedDatabase(10);
    const { journal, file } = await storeInFolder({ openDatabase: watched.open });
    watched.failWrite(n);
    const resolved = new Map<number, string>();
    for (const row of [2, 3]) {
      const begun = await journal
        .begin(intentOf({ row, email: `c${row}@example.com` }))
        .catch(() => undefined);
      if (!begun) break;
      resolved.set(row, 'unconfirmed');
      const settled = await journal.settle(row, created).then(
        () => true,
        () => false,
      );
      if (!settled) break;
      resolved.set(row, 'created');
    }
    const again = await afterPowerCut(file);
    const onDisk = new Map((await all(again)).map(([row, { status }]) => [row, status]));
    expect(onDisk).toEqual(resolved);
  });

  it('counts the writes of two rows as the test above does', async () => {
    const watched = watchedDatabase();
    const { journal } = await storeInFolder({ openDatabase: watched.open });
    const before = watched.writes();
    await journal.begin(intentOf());
    await journal.settle(2, created);
    expect(watched.writes() - before).toBe(3 + 4);
  });
});

describe('a power cut', () => {
  it('loses what was not committed, and nothing else', async () => {
    const commits = heldCommits();
    const { journal, file } = await storeInFolder({ scheduleCommit: commits.schedule });
    await journal.begin(intentOf());
    commits.hold();
    const settled = journal.settle(2, created);
    const before = await afterPowerCut(file);
    expect(await before.outcomeOf(2)).toEqual({ status: 'unconfirmed', reason: 'program-ended' });
    commits.letGo();
    await settled;
    expect(await (await afterPowerCut(file)).outcomeOf(2)).toEqual(created);
  });
});

const endOfRun = { at: new Date(0), seconds: 1, counts: {}, exitCode: 5 };
