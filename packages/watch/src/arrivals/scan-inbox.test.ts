import { once } from 'node:events';
import type { Stats } from 'node:fs';
import * as fs from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { temporaryFolder } from '@solarproof-import/testkit';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { lookAt, scanInbox } from './scan-inbox.js';

vi.mock('node:fs/promises', async (original) => ({ ...(await original<typeof fs>()) }));

let inbox = '';

beforeEach(async () => {
  inbox = await temporaryFolder();
});

async function put(name: string, { content = 'Email\n', minute = 0 } = {}): Promise<string> {
  const file = path.join(inbox, name);
  await fs.writeFile(file, content);
  const time = new Date(Date.UTC(2026, 2, 2, 9, minute));
  await fs.utimes(file, time, time);
  return file;
}

const namesIn = async (marker?: string): Promise<readonly string[]> =>
  (await scanInbox(inbox, marker)).arrivals.map(({ name }) => name);

describe('an inbox', () => {
  it('gives its files, the oldest first, and those of one time by name', async () => {
    await put('b.csv', { minute: 2 });
    await put('d.csv', { minute: 1 });
    await put('c.csv', { minute: 2 });
    await put('a.csv', { minute: 3 });
    expect(await namesIn()).toEqual(['d.csv', 'b.csv', 'c.csv', 'a.csv']);
  });

  it('gives no link, folder or socket, also where it leads to a list, and names what it is', async () => {
    const outside = path.join(await temporaryFolder(), 'list.csv');
    await fs.writeFile(outside, 'Email\n');
    await fs.symlink(outside, path.join(inbox, 'link.csv'));
    await fs.symlink(path.dirname(outside), path.join(inbox, 'linked folder'));
    await fs.symlink('nowhere', path.join(inbox, 'broken.csv'));
    await fs.mkdir(path.join(inbox, 'folder.csv'));
    const server = createServer();
    if (process.platform !== 'win32') await once(server.listen(path.join(inbox, 'socket.csv')), 'listening');
    const { arrivals, others } = await scanInbox(inbox);
    server.close();
    expect(arrivals).toEqual([]);
    expect(new Set(others.map(({ name, why }) => `${name}: ${why}`))).toEqual(
      new Set([
        'link.csv: link',
        'linked folder: link',
        'broken.csv: link',
        'folder.csv: folder',
        ...(process.platform === 'win32' ? [] : ['socket.csv: no-file']),
      ]),
    );
  });

  it('takes a junction for a link, though it is a folder as well', async () => {
    await fs.mkdir(path.join(inbox, 'junction'));
    const junction = { isSymbolicLink: () => true, isDirectory: () => true, isFile: () => false };
    vi.spyOn(fs, 'lstat').mockResolvedValueOnce(junction as Stats);
    expect(await lookAt(path.join(inbox, 'junction'))).toEqual({ why: 'link' });
  });

  it('does not give what is gone a moment after it was listed', async () => {
    await put('here.csv');
    vi.spyOn(fs, 'readdir').mockResolvedValueOnce(['gone.csv', 'here.csv'] as never);
    expect(await namesIn()).toEqual(['here.csv']);
  });

  it('says what the system says where it cannot be read', async () => {
    await expect(scanInbox(path.join(inbox, 'nowhere'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('gives only files whose marker is there, and never a marker', async () => {
    for (const name of ['a.csv', 'b.csv', 'b.csv.ready', 'c.csv.ready']) await put(name);
    expect(await namesIn('{name}.ready')).toEqual(['b.csv']);
    expect(await namesIn()).toHaveLength(4);
  });
});

describe('the look of a file', () => {
  const lookOf = async (name: string): Promise<unknown> =>
    (await scanInbox(inbox)).arrivals.find((arrival) => arrival.name === name)?.look;

  it('stays as long as nothing is done to it', async () => {
    await put('a.csv');
    expect(await lookOf('a.csv')).toBe(await lookOf('a.csv'));
  });

  it.each([
    ['its time', async () => put('a.csv', { minute: 1 })],
    ['its size', async () => put('a.csv', { content: 'Email\n\n' })],
    [
      'the file itself, at the same size and time',
      async () => {
        await put('b.csv');
        await fs.rename(path.join(inbox, 'b.csv'), path.join(inbox, 'a.csv'));
      },
    ],
  ])('differs with %s', async (_, change) => {
    await put('a.csv');
    const before = await lookOf('a.csv');
    await change();
    expect(await lookOf('a.csv')).not.toBe(before);
  });
});
