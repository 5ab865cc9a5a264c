import { created, intentOf } from '@solarproof-import/testkit';
import { describe, expect, it } from 'vitest';
import { heldCommits } from './held-commits.js';
import { storeInFolder } from './store-in-folder.js';
import { watchedDatabase } from './watched-database.js';

const rows = Array.from({ length: 32 }, (_, index) => index + 2);
const intents = rows.map((row) => intentOf({ row, email: `c${row}@example.com` }));

/** All microtasks that are ready, and those that they make ready, have run. */
function microtasks(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

describe('group commit', () => {
  it('makes all that waits durable with one commit', async () => {
    const watched = watchedDatabase();
    const { journal } = await storeInFolder({ openDatabase: watched.open });
    const before = watched.commits();
    await Promise.all(intents.map((intent) => journal.begin(intent)));
    expect(watched.commits() - before).toBe(1);
    await Promise.all(rows.map((row) => journal.settle(row, { status: 'created', customerId: `${row}` })));
    expect(watched.commits() - before).toBe(2);
  });

  it('covers intents, outcomes and releases of several rows with the same commit', async () => {
    const watched = watchedDatabase();
    const { journal } = await storeInFolder({ openDatabase: watched.open });
    await Promise.all(intents.slice(0, 3).map((intent) => journal.begin(intent)));
    const before = watched.commits();
    const changes = [journal.settle(2, created), journal.release(3), journal.unconfirm(4, 'time-out')];
    await Promise.all([...changes, ...intents.slice(3).map((intent) => journal.begin(intent))]);
    expect(watched.commits() - before).toBe(1);
  });

  it('commits a lone change without waiting for another', async () => {
    const watched = watchedDatabase();
    const { journal } = await storeInFolder({ openDatabase: watched.open });
    const before = watched.commits();
    for (const intent of intents.slice(0, 3)) await journal.begin(intent);
    expect(watched.commits() - before).toBe(3);
  });

  it('tells of nothing as done before it is committed', async () => {
    const commits = heldCommits();
    const { journal } = await storeInFolder({ scheduleCommit: commits.schedule });
    commits.hold();
    const done: string[] = [];
    const changes = [
      journal.begin(intentOf()).then(() => done.push('begun')),
      journal.begin(intentOf({ row: 3, email: 'kim@example.com' })).then(() => done.push('begun')),
    ];
    await microtasks();
    expect(done).toEqual([]);
    commits.letGo();
    await Promise.all(changes);
    commits.hold();
    changes.push(journal.settle(2, created).then(() => done.push('settled')));
    changes.push(journal.unconfirm(3, 'time-out').then(() => done.push('unconfirmed')));
    await microtasks();
    expect(done).toEqual(['begun', 'begun']);
    changes.push(journal.release(3).then(() => done.push('released')));
    await microtasks();
    expect(done).toEqual(['begun', 'begun']);
    commits.letGo();
    await Promise.all(changes);
    expect(done.slice(2)).toEqual(['settled', 'unconfirmed', 'released']);
  });

  it('sees what is not committed yet', async () => {
    const { journal } = await storeInFolder();
    const begun = journal.begin(intentOf());
    expect(await journal.outcomeOf(2)).toMatchObject({ status: 'unconfirmed' });
    await begun;
  });

  it('has nobody wait where nothing was begun: a row that is settled, one that needs no attempt', async () => {
    const watched = watchedDatabase();
    const { journal, store } = await storeInFolder({ openDatabase: watched.open });
    await journal.begin(intentOf());
    await journal.settle(2, created);
    const before = watched.commits();
    for (const row of rows.slice(1)) await journal.settle(row, { status: 'duplicate', of: 2 });
    for (let time = 0; time < 100; time += 1) await journal.begin(intentOf());
    await journal.begin(intentOf({ row: 900 }));
    expect(watched.commits()).toBe(before);
    await store.close();
    expect(watched.commits()).toBe(before + 1);
  });
});
