import { getEventListeners } from 'node:events';
import * as fs from 'node:fs/promises';
import path from 'node:path';
import {
  holdLock,
  JournalError,
  LockedError,
  systemClock,
  type OutboxMessage,
} from '@solarproof-import/importer';
import { FakeClock, temporaryFolder } from '@solarproof-import/testkit';
import { describe, expect, it, vi } from 'vitest';
import type { Channel } from '../src/notify/channel.js';
import { folderLockFile, heartbeatFile, readHeartbeat } from '../src/run/heartbeat.js';
import { watchFolders, type WatchOptions } from '../src/run/watch-folders.js';
import {
  emailsIn,
  listOf,
  toldBy,
  watchedFolderAtHand,
  type FolderAtHand,
  type GivenFolder,
} from './watched-folder-at-hand.js';

vi.mock('node:fs/promises', async (original) => ({ ...(await original<typeof fs>()) }));

/** Folders of one watch: one clock, one state directory, each with an account of its own unless it says else. */
async function folders(...given: readonly GivenFolder[]): Promise<[FolderAtHand, ...FolderAtHand[]]> {
  const clock = given[0]?.clock ?? new FakeClock();
  const [first, ...others] = await Promise.all(
    given.map((one, at) =>
      watchedFolderAtHand({
        ...one,
        clock,
        folder: { account: { host: 'sandbox', name: `account ${at}` }, ...one.folder },
      }),
    ),
  );
  if (first === undefined) throw new Error('no folder');
  return [first, ...others];
}

/** Watches until it is stopped by what `until` sees, or by itself. @returns the exit code */
async function watched(
  hands: readonly [FolderAtHand, ...FolderAtHand[]],
  options: Partial<WatchOptions> & {
    readonly until?: (
      event: { readonly event: string; readonly folder?: string },
      stop: AbortController,
    ) => void;
  } = {},
): Promise<number> {
  const { until, ...rest } = options;
  const [{ clock, stateDir }] = hands;
  const stop = new AbortController();
  return clock.drive(
    watchFolders({
      folders: hands.map(({ folder }) => folder),
      stateDir,
      clock,
      stop: stop.signal,
      onEvent: (event) => {
        for (const { events, folder } of hands)
          if (!('folder' in event) || event.folder === folder.root) events.push(event);
        until?.(event, stop);
      },
      ...rest,
    }),
  );
}

/** A channel that takes all, and what it took. */
function memoryChannel(): Channel & { readonly sent: OutboxMessage[] } {
  const sent: OutboxMessage[] = [];
  return {
    name: 'memory',
    leadsTo: 'memory',
    sent,
    send: (message) => {
      sent.push(message);
      return Promise.resolve({ kind: 'delivered' });
    },
    test: () => Promise.resolve({ kind: 'delivered' }),
    close: () => undefined,
  };
}

describe('a watch that handles once what is there', () => {
  it('waits for what is becoming ready, imports it, and ends with 0', async () => {
    const [at] = await folders({});
    for (const name of ['a', 'b', 'c']) await at.put(`${name}.csv`, listOf(1, name));
    expect(await watched([at], { once: true })).toBe(0);
    expect(emailsIn(at)).toHaveLength(3);
    expect(at.events.at(-1)).toMatchObject({ event: 'pass-finished', files: 3, exitCode: 0 });
    expect(at.events[0]).toMatchObject({ event: 'watch-started', account: 'account 0', host: 'sandbox' });
  });

  it.each([
    ['nothing is there', {}, [], 0],
    ['a list was refused', {}, ['Name\nJo\n'], 4],
    ['a row needs a hand', {}, [`${listOf(1)}Jo,,x@example.com,0491570006,RESIDENTIAL\n`], 4],
    ['the key was refused', { sandbox: { keys: ['another'] } }, [listOf(1)], 6],
    ['a list does not look whole', {}, ['Email\n"jo'], 5],
  ])('ends as it has to where %s', async (...[, given, contents, exitCode]) => {
    const [at] = await folders(given);
    for (const [number, content] of contents.entries()) await at.put(`${number}.csv`, content);
    expect(await watched([at], { once: true })).toBe(exitCode);
  });

  it('does not wait for a list that never stops changing', async () => {
    const [at] = await folders({});
    await at.put('a.csv', listOf(1));
    let size = 1;
    const sleep = at.clock.sleep.bind(at.clock);
    vi.spyOn(at.clock, 'sleep').mockImplementation(async (milliseconds, signal) => {
      size += 1;
      await at.put('a.csv', listOf(size));
      return sleep(milliseconds, signal);
    });
    expect(await watched([at], { once: true })).toBe(0);
    expect(emailsIn(at)).toEqual([]);
    expect(await at.tree()).toEqual(['inbox/a.csv']);
  });

  it('takes one folder after the other, and ends with the gravest of what they came to', async () => {
    const hands = await folders({}, {}, {});
    await hands[0].put('a.csv', 'Name\nJo\n');
    await hands[1]?.put('b.csv', listOf(1));
    expect(await watched(hands, { once: true })).toBe(4);
    expect(hands.map((at) => toldBy(at).at(-1))).toEqual(['pass-finished', 'pass-finished', 'pass-finished']);
  });

  it('has told whoever is told before it ends', async () => {
    const [at] = await folders({});
    await at.put('a.csv', listOf(1));
    const channel = memoryChannel();
    const told: string[] = [];
    await watched([at], {
      once: true,
      channelsOf: () => [channel],
      onNotice: ({ kind }) => void told.push(kind),
    });
    expect(channel.sent).toHaveLength(1);
    expect(told).toEqual(['delivered']);
  });

  it('tells people of a trouble once over many passes, and whoever listens each time', async () => {
    const [at] = await folders({ sandbox: { keys: ['another'] } });
    await at.put('a.csv', listOf(1));
    const channel = memoryChannel();
    for (let pass = 0; pass < 4; pass += 1)
      expect(await watched([at], { once: true, channelsOf: () => [channel] })).toBe(6);
    expect(channel.sent).toHaveLength(1);
    expect(toldBy(at).filter((event) => event === 'waiting-for')).toHaveLength(4);
  });
});

describe('a watch that goes on', () => {
  it('ends with 0 when it is stopped while nothing is imported, and says so in its heartbeat', async () => {
    const [at] = await folders({});
    await at.put('a.csv', listOf(1));
    const until = ({ event }: { event: string }, stop: AbortController): void => {
      if (event === 'file-done') queueMicrotask(() => stop.abort('SIGTERM'));
    };
    expect(await watched([at], { until })).toBe(0);
    const dir = path.join(at.stateDir, 'watch');
    expect(await readHeartbeat(heartbeatFile(dir, at.folder.root))).toMatchObject({
      doing: 'ended',
      folder: at.folder.root,
      processing: 0,
    });
  });

  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)(
    'ends by %s with %s while it imports, and the next one goes on: nobody twice',
    async (signal, exitCode) => {
      const [at] = await folders({ folder: { pace: { concurrency: 1 } } });
      await at.put('a.csv', listOf(5));
      let rows = 0;
      const until = ({ event }: { event: string }, stop: AbortController): void => {
        if (event === 'row') rows += 1;
        if (rows === 2) stop.abort(signal);
      };
      expect(await watched([at], { until })).toBe(exitCode);
      expect(emailsIn(at).length).toBeLessThan(5);
      expect(await at.tree()).toContain('processing/*/a.csv');
      expect(await watched([at], { once: true })).toBe(0);
      expect(emailsIn(at)).toHaveLength(5);
      expect(at.sandbox.requests.creates).toBe(5);
    },
  );

  it('ends with 0 when it is stopped while it looks at what is in the inbox', async () => {
    const [at] = await folders({});
    await at.put('a.csv', listOf(1));
    const stop = new AbortController();
    const { open } = await vi.importActual<typeof fs>('node:fs/promises');
    vi.spyOn(fs, 'open').mockImplementation((...given) => {
      if (String(given[0]).endsWith('inbox/a.csv')) stop.abort('SIGINT');
      return open(...given);
    });
    expect(await watched([at], { stop: stop.signal })).toBe(0);
    expect(stop.signal.aborted).toBe(true);
    expect(await at.tree()).toEqual(['inbox/a.csv']);
  });

  it(
    'leaves nothing on the signal that stops it, over hundreds of deliveries',
    { timeout: 180_000 },
    async () => {
      const [at] = await folders({ folder: { stillMs: 0, duplicates: 'set-aside', notify: undefined } });
      await at.put('0.csv', listOf(1));
      for (let number = 1; number <= 200; number += 1) await at.put(`${number}.csv`, listOf(1));
      const stop = new AbortController();
      const cutOff = new AbortController();
      const counts: number[] = [];
      const code = await watchFolders({
        folders: [{ ...at.folder, pollMs: 5 }],
        stateDir: at.stateDir,
        clock: systemClock,
        stop: stop.signal,
        cutOff: cutOff.signal,
        onEvent: ({ event }) => {
          if (event !== 'file-duplicate') return;
          const listeners = [stop, cutOff].flatMap(({ signal }) => getEventListeners(signal, 'abort'));
          counts.push(listeners.length);
          if (counts.length === 200) stop.abort('SIGTERM');
        },
      });
      expect(code).toBe(0);
      expect(Math.max(...counts)).toBeLessThanOrEqual(Math.min(...counts) + 1);
      expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
    },
  );

  it('holds each folder for itself: a second one is refused, and named', async () => {
    const [at] = await folders({});
    await watched([at], { once: true });
    const file = folderLockFile(path.join(at.stateDir, 'watch'), at.folder.root);
    const lock = holdLock(file, { host: 'desk', pid: 4711, since: at.clock.now() });
    await expect(watched([at])).rejects.toThrow(LockedError);
    await expect(watched([at], { once: true })).rejects.toThrow(
      /being watched already: process 4711 on desk/,
    );
    if ('release' in lock) lock.release();
    expect(await watched([at], { once: true })).toBe(0);
  });

  it('is opened anew where the journal failed, and goes on', async () => {
    const [at] = await folders({});
    await at.put('a.csv', listOf(1));
    let failed = 0;
    const folder = {
      ...at.folder,
      tableOptions: () => {
        failed += 1;
        return failed === 1
          ? Promise.reject(new JournalError('JOURNAL_FAILED', 'It is full.'))
          : Promise.resolve({});
      },
    };
    const code = await watched([{ ...at, folder }], {
      until: ({ event }, stop) => {
        if (event === 'file-done') stop.abort('SIGTERM');
      },
    });
    expect(code).toBe(0);
    expect(toldBy(at)).toEqual([
      'watch-started',
      'file-taken',
      'waiting-for',
      'goes-on',
      'watch-started',
      'file-done',
    ]);
    expect(emailsIn(at)).toHaveLength(1);
  });

  it('ends with 5 where the journal failed and it is to look once', async () => {
    const [at] = await folders({});
    await at.put('a.csv', listOf(1));
    const folder = {
      ...at.folder,
      tableOptions: () => Promise.reject(new JournalError('JOURNAL_FAILED', 'It is full.')),
    };
    expect(await watched([{ ...at, folder }], { once: true })).toBe(5);
  });
});

describe('folders that are watched side by side', () => {
  it('send to their accounts at the same time', async () => {
    const hands = await folders({}, {});
    for (const [at, hand] of hands.entries()) await hand.put('a.csv', listOf(20, `of${at}-`));
    let done = 0;
    const code = await watched(hands, {
      until: ({ event }, stop) => {
        if (event === 'file-done' && (done += 1) === 2) stop.abort('SIGTERM');
      },
    });
    expect(code).toBe(0);
    expect(hands.map((hand) => emailsIn(hand).length)).toEqual([20, 20]);
    expect(emailsIn(hands[0]).every((email) => email.startsWith('of0-'))).toBe(true);
  });

  it('that have one account wait for each other, and nobody is sent twice', async () => {
    const clock = new FakeClock();
    const [first] = await folders({ clock });
    const [second] = await folders({
      clock,
      sent: first.sandbox,
      folder: { account: first.folder.account },
    });
    const hands = [first, { ...second, stateDir: first.stateDir }] as const;
    await first.put('a.csv', listOf(10));
    await second.put('b.csv', listOf(12));
    let done = 0;
    const code = await watched([...hands], {
      until: ({ event }, stop) => {
        if (event === 'file-done' && (done += 1) === 2) stop.abort('SIGTERM');
      },
    });
    expect(code).toBe(0);
    expect(emailsIn(first)).toHaveLength(12);
    expect(first.sandbox.requests.creates).toBe(12);
  });

  it('do not end because one of them is away', async () => {
    const hands = await folders({}, { folder: { root: path.join(await temporaryFolder(), 'no', 'where') } });
    await hands[0].put('a.csv', listOf(1));
    const code = await watched(hands, {
      until: ({ event }, stop) => {
        if (event === 'file-done') stop.abort('SIGTERM');
      },
    });
    expect(code).toBe(0);
    expect(hands[1] && toldBy(hands[1])).toEqual(['watch-started', 'waiting-for']);
    expect(hands[1]?.events[1]).toMatchObject({ cause: 'folder', code: 'FOLDER_UNREACHABLE' });
  });
});

describe('a watch by a schedule', () => {
  /** A clock whose wall can be set; its monotonic time goes on as it does. */
  class WallClock extends FakeClock {
    offset = 0;
    override now(): Date {
      return new Date(super.now().getTime() + this.offset);
    }
  }

  const hour = 3_600_000;

  /** Watches for so many hours, with the wall clock set at some. @returns when passes ended, by the true time */
  async function scheduled(pattern: string, hours: number, sets: Readonly<Record<number, number>> = {}) {
    const clock = new WallClock(new Date('2026-03-02T05:00:00Z'));
    const [at] = await folders({ clock, folder: { schedule: { pattern, timeZone: 'UTC' } } });
    const stop = new AbortController();
    const passes: number[] = [];
    const sleep = clock.sleep.bind(clock);
    let last = -1;
    vi.spyOn(clock, 'sleep').mockImplementation((milliseconds, signal) => {
      const now = Math.floor(clock.monotonic() / hour);
      for (let at = last + 1; at <= now; at += 1) clock.offset += (sets[at] ?? 0) * hour;
      last = now;
      if (now >= hours) stop.abort('SIGTERM');
      return sleep(milliseconds, signal);
    });
    const code = await watched([at], {
      stop: stop.signal,
      until: ({ event }) => {
        if (event === 'pass-finished') passes.push(Math.round((clock.monotonic() / hour) * 100) / 100);
      },
    });
    return { code, passes };
  }

  it('looks when it is time, and not before', async () => {
    expect(await scheduled('0 6,18 * * *', 48)).toEqual({ code: 0, passes: [1, 13, 25, 37] });
  });

  it.each([
    ['set forward over the time: at once, and once', { 3: 11 }, [1, 3, 14]],
    ['set back while it waits: when the clock says so', { 3: -2 }, [1, 15]],
    ['set back over the time of the last pass: not again', { 2: -2 }, [1, 15]],
    [
      'far ahead, and set right: as soon as the right clock says so',
      { 2: 24 * 400, 3: -24 * 400 },
      [1, 2, 13],
    ],
  ])('comes as it should where the clock is %s', async (_, sets, expected) => {
    const { code, passes } = await scheduled('0 6,18 * * *', 20, sets);
    expect(code).toBe(0);
    expect(passes.map(Math.floor)).toEqual(expected);
  });

  it('stops at once while it waits', async () => {
    const [at] = await folders({ folder: { schedule: { pattern: '0 6 1 1 *' } } });
    const stop = new AbortController();
    const watching = watched([at], {
      stop: stop.signal,
      until: ({ event }) => {
        if (event === 'watch-started') setImmediate(() => stop.abort('SIGTERM'));
      },
    });
    expect(await watching).toBe(0);
    expect(toldBy(at)).toEqual(['watch-started']);
  });
});
