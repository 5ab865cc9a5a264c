import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { customersOf, emailsOf, WatchedShare } from './watched-share.js';

const run = promisify(execFile);
const isRoot = process.getuid?.() === 0 && process.platform === 'linux';

/** Mounts a small disk on a folder, for as long as `act` takes. @returns whether it could be mounted */
async function withDisk(folder: string, size: string, act: () => Promise<void>): Promise<boolean> {
  await mkdir(folder, { recursive: true });
  const isMounted = await run('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]).then(
    () => true,
    () => false,
  );
  if (!isMounted) return false;
  try {
    await act();
    return true;
  } finally {
    await run('umount', ['-l', folder]);
  }
}

/** Fills what is left of a disk. @returns the file that takes the room */
async function fill(folder: string): Promise<string> {
  const { bavail, bsize } = await statfs(folder);
  const file = path.join(folder, '.room');
  await writeFile(file, Buffer.alloc(Math.max(0, bavail * bsize - 2 * bsize))).catch(() => undefined);
  await writeFile(`${file}-rest`, Buffer.alloc(64 * bsize)).catch(() => undefined);
  return file;
}

async function makeRoom(file: string): Promise<void> {
  await rm(file, { force: true });
  await rm(`${file}-rest`, { force: true });
}

describe.concurrent('a share that goes away', () => {
  it('and shows an empty folder is not written into, and the watch goes on when it is back', async () => {
    await WatchedShare.during(async (share) => {
      const watch = share.watch();
      await share.put('before.csv', customersOf('before'));
      await watch.until('file-done');
      const away = share.cli.file('away');
      await rename(share.root, away);
      await mkdir(share.root);
      await watch.holds(() => watch.told('waiting-for').some(({ code }) => code === 'FOLDER_LOST_MARK'));
      await share.beaten(6);
      expect(await readdir(share.root)).toEqual([]);
      expect((await share.run(['status', '--health'])).code).toBe(4);
      await rm(share.root, { recursive: true });
      await rename(away, share.root);
      await share.put('after.csv', customersOf('after'));
      await watch.until('file-done', 2);
      expect(watch.told('goes-on')).toEqual([expect.objectContaining({ cause: 'folder' })]);
      expect(share.emails()).toEqual([...emailsOf('after'), ...emailsOf('before')]);
    });
  });

  it('is not made anew by a pass, which ends with 5 and goes on another time, or with --adopt', async () => {
    await WatchedShare.during(async (share) => {
      expect((await share.once()).code).toBe(0);
      const away = share.cli.file('away');
      await rename(share.root, away);
      const gone = await share.once();
      expect([gone.code, await readdir(share.cli.dir)]).toEqual([5, expect.not.arrayContaining(['share'])]);
      await mkdir(share.root);
      expect((await share.once()).code).toBe(5);
      expect(await readdir(share.root)).toEqual([]);
      expect((await share.once(['--adopt'])).code).toBe(0);
      await share.put('new.csv', customersOf('new'));
      expect((await share.once()).code).toBe(0);
      expect(share.emails()).toEqual(emailsOf('new'));
    });
  });

  it('in the middle of a list is waited for, and the list ends there once, when it is back', async () => {
    await WatchedShare.during(
      async (share) => {
        await share.put('customers.csv', customersOf('middle', 8));
        const watch = share.watch(['--concurrency', '1']);
        await watch.until('row', 2);
        const away = share.cli.file('away');
        await rename(share.root, away);
        await mkdir(share.root);
        await watch.until('waiting-for');
        await share.beaten(6);
        expect(await readdir(share.root)).toEqual([]);
        await rm(share.root, { recursive: true });
        await rename(away, share.root);
        await watch.until('file-done');
        expect(share.emails()).toEqual(emailsOf('middle', 8));
        expect(share.sandbox.requests.creates).toBe(8);
        expect(await share.tree()).toEqual(['done/customers.csv', 'done/customers.result.xlsx']);
        expect(await share.leftOvers()).toEqual([]);
      },
      { latencyMs: 60 },
    );
  });

  it.runIf(isRoot)('as it is unmounted is waited for, and goes on once it is mounted', async ({ skip }) => {
    await WatchedShare.during(async (share) => {
      const disk = share.cli.file('disk');
      const isMounted = await withDisk(disk, '8m', async () => {
        await mkdir(path.join(disk, 'inbox'));
        await run('mount', ['--bind', disk, share.root]);
        try {
          const watch = share.watch();
          await share.putAcross('before.csv', customersOf('before'));
          await watch.until('file-done');
          await run('umount', ['-l', share.root]);
          await watch.until('waiting-for');
          await share.beaten(6);
          expect(await share.tree()).toEqual([]);
          await run('mount', ['--bind', disk, share.root]);
          await share.putAcross('after.csv', customersOf('after'));
          await watch.until('file-done', 2);
          expect((await watch.stop()).code).toBe(0);
          expect(share.emails()).toEqual([...emailsOf('after'), ...emailsOf('before')]);
          expect(await share.tree()).toEqual([
            'done/after.csv',
            'done/after.result.xlsx',
            'done/before.csv',
            'done/before.result.xlsx',
          ]);
          await share.settle();
        } finally {
          await run('umount', ['-l', share.root]);
        }
      });
      if (!isMounted) skip('nothing can be mounted here');
    });
  });
});

describe.runIf(isRoot).concurrent('a disk that is full', () => {
  it('as it is the share lets the result wait, and the list ends once when there is room', async ({
    skip,
  }) => {
    await WatchedShare.during(async (share) => {
      const isMounted = await withDisk(share.root, '2m', async () => {
        await mkdir(share.file('inbox'));
        expect((await share.once()).code).toBe(0);
        await share.putAcross('customers.csv', customersOf('full'));
        const room = await fill(share.root);
        const watch = share.watch();
        await watch.until('waiting-for');
        expect(watch.told('waiting-for')[0]).toMatchObject({ cause: 'file' });
        expect(share.emails().length).toBeLessThanOrEqual(3);
        await makeRoom(room);
        await watch.until('file-done');
        expect((await watch.stop()).code).toBe(0);
        expect(share.emails()).toEqual(emailsOf('full'));
        expect(share.sandbox.requests.creates).toBe(3);
        expect(await share.tree()).toEqual(['done/customers.csv', 'done/customers.result.xlsx']);
        expect(await share.leftOvers()).toEqual([]);
        await share.settle();
      });
      if (!isMounted) skip('nothing can be mounted here');
    });
  });

  it('as it is the state directory sends nothing more, and goes on when there is room', async ({ skip }) => {
    await WatchedShare.during(
      async (share) => {
        const state = share.cli.file('small');
        const isMounted = await withDisk(state, '4m', async () => {
          await share.put('first.csv', customersOf('first'));
          expect((await share.once([], { state: 'small' })).code).toBe(0);
          await share.put('second.csv', customersOf('second', 60));
          const watch = share.watch(['--concurrency', '1'], { state: 'small' });
          await watch.until('row', 5);
          const room = await fill(state);
          await watch.until('waiting-for');
          expect(watch.told('waiting-for')).toEqual([
            expect.objectContaining({ cause: 'machine', code: 'JOURNAL_UNWRITABLE' }),
          ]);
          const { creates } = share.sandbox.requests;
          await makeRoom(room);
          await watch.stop();
          expect(share.sandbox.requests.creates).toBe(creates);
          expect((await share.once([], { state: 'small' })).code).toBe(0);
          await share.sandbox.idle();
          expect(share.emails()).toEqual([...emailsOf('first'), ...emailsOf('second', 60)].toSorted());
          expect(await share.tree()).toEqual([
            'done/first.csv',
            'done/first.result.xlsx',
            'done/second.csv',
            'done/second.result.xlsx',
          ]);
          expect(await share.leftOvers()).toEqual([]);
          await share.settle();
        });
        if (!isMounted) skip('nothing can be mounted here');
      },
      { latencyMs: 20 },
    );
  });
});

describe.concurrent('a clock that was wrong', () => {
  it.each([
    ['years behind', '2001-01-01T00:00:00.000Z'],
    ['years ahead', '2099-01-01T00:00:00.000Z'],
  ])('%s while the last watch ran changes nothing for the next', async (_, time) => {
    await WatchedShare.during(async (share) => {
      await share.put('first.csv', customersOf('first'));
      expect((await share.once()).code).toBe(0);
      const dir = path.join(share.cli.file('state'), 'watch');
      const [name = ''] = (await readdir(dir)).filter((one) => one.endsWith('.json'));
      const heartbeat = JSON.parse(await readFile(path.join(dir, name), 'utf8')) as Record<string, unknown>;
      const trouble = {
        cause: 'file',
        of: 'inbox/second.csv',
        code: 'SOURCE_EMPTY',
        message: 'It is empty.',
      };
      const wrong = { ...heartbeat, at: time, lastPoll: time, troubles: [{ ...trouble, since: time }] };
      await writeFile(path.join(dir, name), JSON.stringify(wrong));
      await share.put('second.csv', customersOf('second'));
      expect((await share.once()).code).toBe(0);
      expect((await share.run(['status', '--health'])).code).toBe(0);
      expect(share.emails()).toEqual([...emailsOf('first'), ...emailsOf('second')]);
    });
  });
});
