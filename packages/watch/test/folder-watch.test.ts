import * as fs from 'node:fs/promises';
import path from 'node:path';
import { JournalError } from '@solarproof-import/importer';
import { describe, expect, it, vi } from 'vitest';
import { approve } from '../src/approve.js';
import { watcherOf } from '../src/folder/watcher-id.js';
import { FolderWatch, type FolderWatchOptions } from '../src/run/folder-watch.js';
import { PassTally } from '../src/run/pass-tally.js';
import {
  emailsIn,
  failure,
  listOf,
  open,
  toldBy,
  watchedFolderAtHand,
  type FolderAtHand,
  type GivenFolder,
  type OpenedFolder,
} from './watched-folder-at-hand.js';

vi.mock('node:fs/promises', async (original) => ({ ...(await original<typeof fs>()) }));

interface Watching extends FolderAtHand, OpenedFolder {
  readonly watch: FolderWatch;
  /** Looks so often, a poll apart. @returns what the last look came to */
  passes(count: number): Promise<PassTally>;
}

async function watching(
  given: GivenFolder = {},
  options: Partial<FolderWatchOptions> = {},
): Promise<Watching> {
  const hand = await watchedFolderAtHand(given);
  return watchingIn(hand, await open(hand), options);
}

function watchingIn(
  hand: FolderAtHand,
  opened: OpenedFolder,
  options: Partial<FolderWatchOptions> = {},
): Watching {
  const watch = new FolderWatch({
    ...opened.context,
    adopt: false,
    busy: new Set(),
    earlierTroubles: [],
    ...options,
  });
  const passes = async (count: number): Promise<PassTally> => {
    let tally = new PassTally();
    for (let pass = 0; pass < count; pass += 1) {
      tally = new PassTally();
      await hand.clock.drive(watch.pass(tally));
      hand.clock.advance(hand.folder.pollMs);
    }
    return tally;
  };
  return { ...hand, ...opened, watch, passes };
}

/** Polls after which a file that does not change has been taken: still at the fourth, read once then, and once more. */
const untilTaken = 5;

describe('a file in the inbox', () => {
  it('is taken once it is still and was read twice, not before', async () => {
    const at = await watching();
    await at.put('a.csv', listOf(1));
    expect(await at.passes(untilTaken - 1)).toMatchObject({ files: 0, hopeful: 1, exitCode: 0 });
    expect(await at.tree()).toEqual(['inbox/a.csv']);
    expect(await at.passes(1)).toMatchObject({ files: 1, hopeful: 0, moving: 0 });
    expect(toldBy(at)).toEqual(['file-taken', 'file-done']);
  });

  it('is not taken as long as it changes', async () => {
    const at = await watching();
    for (let poll = 1; poll <= 12; poll += 1) {
      await at.put('a.csv', listOf(poll));
      expect(await at.passes(1)).toMatchObject({ files: 0, moving: 1 });
    }
    await at.passes(untilTaken);
    expect(emailsIn(at)).toHaveLength(12);
  });

  it('is not taken without its marker, which goes with it', async () => {
    const at = await watching({ folder: { requireMarker: '{name}.ready' } });
    await at.put('a.csv', listOf(1));
    await at.passes(untilTaken);
    expect(await at.tree()).toEqual(['inbox/a.csv']);
    await at.put('a.csv.ready', '');
    await at.passes(untilTaken);
    expect(await at.tree()).toEqual(['done/a.csv', 'done/a.result.xlsx']);
  });

  it('that is no list by its name is left, and what is no file is named once', async () => {
    const at = await watching();
    await at.put('~$a.xlsx', 'open');
    await fs.mkdir(path.join(at.folder.root, 'inbox', 'folder.csv'));
    await at.passes(untilTaken + 2);
    expect(await at.tree()).toEqual(['inbox/folder.csv.waiting.txt', 'inbox/~$a.xlsx']);
    expect(at.events).toEqual([
      { event: 'left-in-inbox', folder: at.folder.root, file: 'inbox/folder.csv', why: 'folder' },
    ]);
  });

  it('does not keep the next one waiting, whatever is wrong with it', async () => {
    const at = await watching();
    await at.put('1 half.csv', 'Email\n"jo@example.com');
    await at.put('2 picture.csv', '\u0089PNG\r\n\u001A\n');
    await at.put('3 no columns.csv', 'Name\nJo\n');
    await at.put('4 empty.csv', '');
    await at.put('5 held.csv', listOf(1, 'held'));
    await at.put('6 good.csv', listOf(1));
    const { rename } = await vi.importActual<typeof fs>('node:fs/promises');
    vi.spyOn(fs, 'rename').mockImplementation((from, to) =>
      String(from).endsWith('inbox/5 held.csv') ? Promise.reject(failure('EBUSY')) : rename(from, to),
    );
    const tally = await at.passes(untilTaken);
    expect(await at.tree()).toEqual([
      'done/6 good.csv',
      'done/6 good.result.xlsx',
      'failed/2 picture.csv',
      'failed/2 picture.csv.error.txt',
      'failed/3 no columns.csv',
      'failed/3 no columns.csv.error.txt',
      'inbox/1 half.csv',
      'inbox/4 empty.csv',
      'inbox/5 held.csv',
    ]);
    expect(tally.exitCode).toBe(5);
  });

  it('that never looks whole is taken in the end, and refused with the reason', async () => {
    const at = await watching();
    await at.put('half.csv', 'Email\n"jo@example.com');
    await at.passes((3_000 * 40) / 1_000 + untilTaken);
    expect(await at.tree()).toEqual(['failed/half.csv', 'failed/half.csv.error.txt']);
    expect(toldBy(at)).toEqual(['waiting-for', 'goes-on', 'file-taken', 'file-failed']);
    expect(at.notices.map(({ kind }) => kind)).toEqual(['file-refused']);
  });

  it('that is held gets a note after a while, is told once, and is taken when it is let go', async () => {
    const at = await watching();
    await at.put('a.csv', listOf(1));
    const { rename } = await vi.importActual<typeof fs>('node:fs/promises');
    const held = vi
      .spyOn(fs, 'rename')
      .mockImplementation((from, to) =>
        String(from).endsWith('a.csv') ? Promise.reject(failure('EBUSY')) : rename(from, to),
      );
    expect(await at.passes(untilTaken + 10)).toMatchObject({ exitCode: 0, hopeful: 1 });
    expect(await at.tree()).toEqual(['inbox/a.csv']);
    expect(await at.passes(10)).toMatchObject({ exitCode: 5, hopeful: 0 });
    expect(await at.tree()).toEqual(['inbox/a.csv', 'inbox/a.csv.waiting.txt']);
    expect(at.notices).toMatchObject([
      { kind: 'file-stuck', file: 'inbox/a.csv', code: 'SOURCE_NOT_MOVABLE' },
    ]);
    held.mockRestore();
    await at.passes(1);
    expect(await at.tree()).toEqual(['done/a.csv', 'done/a.result.xlsx']);
    expect(toldBy(at)).toEqual(['waiting-for', 'goes-on', 'file-taken', 'file-done']);
    expect(at.watch.standing.troubles).toEqual([]);
  });

  it('that was still being written when it was taken goes back, is judged anew, and no row of it is lost', async () => {
    const at = await watching();
    await at.put('a.csv', listOf(1));
    const { rename } = await vi.importActual<typeof fs>('node:fs/promises');
    vi.spyOn(fs, 'rename').mockImplementationOnce(async (from, to) => {
      await rename(from, to);
      await fs.appendFile(to, 'Jo,Citizen,late@example.com,0491570006,RESIDENTIAL\n');
    });
    await at.passes(untilTaken);
    expect(await at.tree()).toEqual(['inbox/a.csv']);
    expect(emailsIn(at)).toEqual([]);
    await at.passes(untilTaken + 1);
    expect(emailsIn(at)).toEqual(['jo0@example.com', 'late@example.com']);
  });
});

describe('an account that is down', () => {
  it('keeps all lists waiting, is told once and late, and goes on by itself', async () => {
    let isDown = true;
    let tries = 0;
    const at = await watching({
      wrap: (transport) => ({
        ...transport,
        exchange: (request, signal) => {
          tries += 1;
          return isDown
            ? Promise.resolve({ kind: 'not-sent', reason: 'refused' } as const)
            : transport.exchange(request, signal);
        },
      }),
    });
    await at.put('a.csv', listOf(2));
    await at.passes(untilTaken);
    await at.put('b.csv', listOf(2, 'ann'));
    const before = tries;
    const tally = await at.passes(3);
    expect(tries).toBe(before);
    expect(tally.exitCode).toBe(0);
    await at.passes(20 * 60);
    expect((await at.tree()).filter((place) => place.endsWith('.csv'))).toEqual([
      'inbox/b.csv',
      'processing/*/a.csv',
    ]);
    expect(toldBy(at).filter((event) => event === 'waiting-for')).toHaveLength(1);
    expect(at.notices.map(({ kind }) => kind)).toEqual(['service-down']);
    expect(at.watch.standing.troubles).toMatchObject([{ cause: 'account', code: 'STOPPED_UNREACHABLE' }]);
    isDown = false;
    await at.passes(20 * 60);
    expect((await at.tree()).filter((place) => place.endsWith('.csv'))).toEqual(['done/a.csv', 'done/b.csv']);
    expect(at.notices.map(({ kind }) => kind)).toEqual([
      'service-down',
      'run-finished',
      'service-back',
      'run-finished',
    ]);
    expect(at.sandbox.requests.creates).toBe(4);
  });

  it('whose key is refused is told at once, ends a pass with 6, and goes on with the next key', async () => {
    let key = 'wrong';
    const at = await watching({ sandbox: { keys: ['right'] }, apiKey: () => key });
    await at.put('a.csv', listOf(1));
    expect(await at.passes(untilTaken)).toMatchObject({ exitCode: 6 });
    expect(at.notices.map(({ kind }) => kind)).toEqual(['key-refused']);
    key = 'right';
    await at.passes(60);
    expect(emailsIn(at)).toHaveLength(1);
    expect(at.notices.map(({ kind }) => kind)).toEqual(['key-refused', 'run-finished', 'service-back']);
    expect(JSON.stringify([at.events, at.notices])).not.toContain('wrong');
  });
});

describe('what the program itself fails at', () => {
  it('is put away after three tries, and does not keep others waiting', async () => {
    let isBroken = true;
    const at = await watching({
      folder: {
        tableOptions: () => (isBroken ? Promise.reject(new TypeError('boom')) : Promise.resolve({})),
      },
    });
    await at.put('a.csv', listOf(1));
    await at.passes(untilTaken);
    expect(await at.tree()).toEqual(['processing/*/a.csv']);
    await at.put('b.csv', listOf(1, 'ann'));
    await at.passes(untilTaken - 1);
    isBroken = false;
    await at.passes(1);
    expect(await at.tree()).toEqual(['done/b.csv', 'done/b.result.xlsx', 'processing/*/a.csv']);
    isBroken = true;
    await at.passes(100);
    expect((await at.tree()).slice(2)).toEqual(['failed/a.csv', 'failed/a.csv.error.txt']);
    expect(at.notices.map(({ kind }) => kind)).toEqual(['file-stuck', 'run-finished', 'file-refused']);
    expect(await at.read('failed/a.csv.error.txt')).not.toContain('boom');
  });

  it('ends the pass where the journal fails: nothing can go on without it', async () => {
    const at = await watching();
    await at.put('a.csv', listOf(1));
    await at.passes(untilTaken - 1);
    vi.spyOn(at.state.store.deliveries, 'put').mockRejectedValue(new JournalError('JOURNAL_FAILED', 'No.'));
    await expect(at.passes(1)).rejects.toThrow(JournalError);
    expect(await at.tree()).toEqual(['processing/*/a.csv']);
  });
});

describe('what an earlier process left in processing', () => {
  it('is gone on with, the oldest first, before anything new is taken', async () => {
    const at = await watching();
    for (const name of ['a.csv', 'b.csv']) await at.put(name, listOf(1, name.slice(0, 1)));
    const stop = new AbortController();
    const { takeFile } = await import('../src/delivery/take-file.js');
    await takeFile('b.csv', at.context);
    at.clock.advance(1_000);
    await takeFile('a.csv', at.context);
    stop.abort('SIGTERM');
    await watchingIn(at, at).passes(1);
    expect(emailsIn(at)).toEqual(['b0@example.com', 'a0@example.com']);
  });

  it('of another watcher is never touched, and is told after an hour, once; and not any more when it is gone', async () => {
    const at = await watching();
    const other = watcherOf('another', 'back office');
    await at.put(`processing/${other.id}/20260302-080000-0a1b2c/a.csv`, listOf(1));
    const dir = path.join(at.folder.root, 'processing', other.id, '20260302-080000-0a1b2c');
    const since = at.clock.now();
    await fs.utimes(dir, since, since);
    await at.passes(3);
    expect(at.notices).toEqual([]);
    at.clock.advance(3_600_000);
    await at.passes(3);
    expect(at.notices).toMatchObject([
      { kind: 'left-by-another', file: `processing/${other.id}`, code: 'LEFT_BY_ANOTHER' },
    ]);
    expect(await at.tree()).toEqual(['processing/*/a.csv']);
    await fs.rm(path.join(at.folder.root, 'processing', other.id), { recursive: true });
    await at.passes(1);
    expect(at.watch.standing.troubles).toEqual([]);
  });

  it('is cleared away where it is an empty folder of which nothing is known', async () => {
    const at = await watching();
    const own = path.join(at.folder.root, 'processing', at.watcher.id);
    await fs.mkdir(path.join(own, '20260302-080000-0a1b2c'), { recursive: true });
    await at.passes(1);
    expect(await fs.readdir(own)).toEqual([]);
    expect(at.events).toEqual([]);
  });
});

describe('an approved list', () => {
  const reviewed = { folder: { reviewOver: 1 } } as const;

  it('goes on at the next poll', async () => {
    const at = await watching(reviewed);
    await at.put('a.csv', listOf(2));
    expect(await at.passes(untilTaken)).toMatchObject({ exitCode: 4 });
    await at.passes(3);
    expect(await at.tree()).toContain('review/a.csv');
    await approve('a.csv', at.state.store.deliveries, at.clock.now());
    await at.passes(1);
    expect(emailsIn(at)).toHaveLength(2);
    expect(await at.tree()).toContain('done/a.csv');
  });

  it('that is open in Excel stays, and holds up neither the others nor the inbox', async () => {
    const at = await watching(reviewed);
    for (const name of ['a.csv', 'b.csv']) await at.put(name, listOf(2, name.slice(0, 1)));
    await at.passes(untilTaken);
    for (const name of ['a.csv', 'b.csv']) await approve(name, at.state.store.deliveries, at.clock.now());
    await at.put('c.csv', listOf(1, 'c'));
    const { rename } = await vi.importActual<typeof fs>('node:fs/promises');
    const held = vi
      .spyOn(fs, 'rename')
      .mockImplementation((from, to) =>
        String(from).endsWith('review/a.csv') ? Promise.reject(failure('EBUSY')) : rename(from, to),
      );
    expect(await at.passes(untilTaken)).toMatchObject({ exitCode: 5 });
    expect((await at.tree()).filter((place) => place.endsWith('.csv'))).toEqual([
      'done/b.csv',
      'done/c.csv',
      'review/a.csv',
    ]);
    held.mockRestore();
    await at.passes(20);
    expect(await at.tree()).toContain('done/a.csv');
    expect(at.watch.standing.troubles).toEqual([]);
  });
});

describe('rows that are open of a list that is done', () => {
  it('are settled by a later poll, sent where they never came, and the workbook is written anew', async () => {
    const at = await watching({
      folder: { pace: { concurrency: 1 } },
      faults: ['reset:before:create=2', 'other-email:look-up-email=jo1@example.com:times=8'],
    });
    await at.put('a.csv', listOf(3));
    expect(await at.passes(untilTaken)).toMatchObject({ exitCode: 4 });
    const [open] = await at.state.store.deliveries.list({ state: 'done', open: true });
    expect(open).toMatchObject({ place: 'done/a.csv', results: 'done/a.result.xlsx' });
    const before = await at.read('done/a.result.xlsx');
    await at.passes(1_200);
    expect(emailsIn(at).toSorted()).toEqual([0, 1, 2].map((number) => `jo${number}@example.com`));
    expect(await at.state.store.deliveries.list({ state: 'done', open: true })).toEqual([]);
    expect(toldBy(at).slice(0, 2)).toEqual(['file-taken', 'file-done']);
    expect(at.events.findLast(({ event }) => event === 'rows-settled')).toMatchObject({
      open: 0,
      counts: { created: 3 },
    });
    expect(await at.tree()).toEqual(['done/a.csv', 'done/a.result.xlsx']);
    expect(await at.read('done/a.result.xlsx')).not.toBe(before);
  });
});

describe('a folder that is away', () => {
  it('is told after a while, once, and when it is back; nothing is made below it meanwhile', async () => {
    const at = await watching();
    await at.passes(1);
    const moved = `${at.folder.root} moved`;
    await fs.rename(at.folder.root, moved);
    await fs.mkdir(at.folder.root);
    expect(await at.passes(14 * 60)).toMatchObject({ exitCode: 5 });
    expect(at.notices).toEqual([]);
    await at.passes(2 * 60);
    expect(at.notices).toMatchObject([{ kind: 'folder-away', code: 'FOLDER_LOST_MARK' }]);
    expect(await fs.readdir(at.folder.root)).toEqual([]);
    await fs.rmdir(at.folder.root);
    await fs.rename(moved, at.folder.root);
    expect(await at.passes(1)).toMatchObject({ exitCode: 0 });
    expect(at.notices.map(({ kind }) => kind)).toEqual(['folder-away', 'folder-back']);
    expect(toldBy(at)).toEqual(['waiting-for', 'goes-on']);
  });

  it('because its inbox cannot be read is away as well', async () => {
    const at = await watching();
    await at.passes(1);
    const { readdir } = await vi.importActual<typeof fs>('node:fs/promises');
    vi.spyOn(fs, 'readdir').mockImplementation(((place: string, options: never) =>
      place.endsWith('inbox') ? Promise.reject(failure('EIO')) : readdir(place, options)) as never);
    expect(await at.passes(1)).toMatchObject({ exitCode: 5 });
    expect(at.watch.standing.troubles).toMatchObject([{ cause: 'folder', code: 'FOLDER_UNREACHABLE' }]);
  });

  it('is adopted once, at the start, and not again', async () => {
    const at = await watching();
    const again = watchingIn(at, at, { adopt: true });
    for (const isFirst of [true, false]) {
      await fs.rm(path.join(at.folder.root, '.solarproof-import'));
      expect(await again.passes(1)).toMatchObject({ exitCode: isFirst ? 0 : 5 });
    }
  });
});
