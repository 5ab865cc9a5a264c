import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { systemClock, type Clock, type Transport } from '@solarproof-import/importer';
import { createSandbox } from '@solarproof-import/sandbox';
import { watchFolders, type WatchedFolder } from '@solarproof-import/watch';
import type { BenchmarkCase } from '../benchmark-case.js';

/** Lists of one customer each, dropped all at once: what a watch costs for each file, from its first look to `done/`. */
export const watchingFiles: BenchmarkCase = {
  name: 'watching-files',
  title: 'watching: files of one row',
  rowsAtMost: 2_000,
  setUp: async ({ folder, rows }) => {
    const share = await shareIn(folder);
    for (let number = 1; number <= rows; number += 1)
      await writeFile(path.join(share, 'inbox', `list ${number}.csv`), listOf(number));
    const options = { folders: [await watchedFolder(share)], stateDir: path.join(folder, 'state') };
    return {
      run: async () => {
        let done = 0;
        await watchFolders({
          ...options,
          once: true,
          stop: new AbortController().signal,
          onEvent: ({ event }) => (done += event === 'file-done' ? 1 : 0),
        });
        if (done !== rows) throw new Error(`${done} of ${rows} files are done`);
        return { rows };
      },
    };
  },
};

/** An inbox in which nothing happens, looked at again and again without a pause: what a watch costs while it waits. */
export const watchingIdle: BenchmarkCase = {
  name: 'watching-idle',
  title: 'watching: polls of an empty inbox',
  rowsAtMost: 5_000,
  setUp: async ({ folder, rows }) => {
    const share = await shareIn(folder);
    const options = { folders: [await watchedFolder(share)], stateDir: path.join(folder, 'state') };
    return {
      run: async () => {
        const stop = new AbortController();
        let polls = 0;
        const clock: Clock = {
          ...systemClock,
          sleep: () => {
            polls += 1;
            if (polls >= rows) stop.abort('SIGTERM');
            return Promise.resolve();
          },
        };
        await watchFolders({ ...options, clock, stop: stop.signal });
        return { rows: polls };
      },
    };
  },
};

async function shareIn(folder: string): Promise<string> {
  const share = path.join(folder, 'share');
  await mkdir(path.join(share, 'inbox'), { recursive: true });
  return share;
}

async function watchedFolder(root: string): Promise<WatchedFolder> {
  const { sandboxTransport } = await import('@solarproof-import/testkit');
  const transport: Transport = sandboxTransport(createSandbox({ keepBodies: 0 }), { clock: systemClock });
  return {
    root,
    account: { name: 'default', host: transport.host },
    accountIsNamed: false,
    tableOptions: () => Promise.resolve({}),
    openAccount: () => Promise.resolve({ transport, keyFrom: 'the sandbox' }),
    pace: { concurrency: 4 },
    duplicates: 'set-aside',
    pollMs: 20,
    stillMs: 60,
  };
}

function listOf(number: number): string {
  return `First Name,Surname,Email,Mobile,Type\nJo${number},Citizen,c${number}@example.com,0491 570 006,Residential\n`;
}
