import { execFileSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '@solarproof-import/testkit';
import { beforeEach, describe, expect, it } from 'vitest';
import { hashFile } from '../arrivals/hash-file.js';
import { writeNote } from '../delivery/notes.js';
import { readFile } from 'node:fs/promises';
import { readSmallText } from './open-regular.js';

let dir = '';
const file = (name: string): string => path.join(dir, name);

beforeEach(async () => {
  dir = await temporaryFolder();
  await writeFile(file('list.csv'), 'a,b');
});

describe.skipIf(process.platform === 'win32')('a file of a share is read', () => {
  it('where it is one', async () => {
    expect(await readSmallText(file('list.csv'))).toBe('a,b');
    expect(await hashFile(file('list.csv'))).toMatch(/^[0-9a-f]{64}$/);
  });

  it('never through a link, which may lead out of the folder', async () => {
    await symlink(file('list.csv'), file('link.csv'));
    await expect(readSmallText(file('link.csv'))).rejects.toMatchObject({ code: 'ELOOP' });
    await expect(hashFile(file('link.csv'))).rejects.toMatchObject({ code: 'ELOOP' });
  });

  it('never where it is a pipe, without waiting for what never comes, nor where it is a folder', async () => {
    execFileSync('mkfifo', [file('pipe.csv')]);
    await mkdir(file('folder.csv'));
    for (const name of ['pipe.csv', 'folder.csv']) {
      await expect(readSmallText(file(name))).rejects.toMatchObject({ code: 'EINVAL' });
      await expect(hashFile(file(name))).rejects.toMatchObject({ code: 'EINVAL' });
    }
  });

  it('never into memory where it is too large to be ours', async () => {
    await writeFile(file('large.waiting.txt'), 'x'.repeat(70_000));
    expect(await readSmallText(file('large.waiting.txt'))).toBe('');
  });
});

describe.skipIf(process.platform === 'win32')('a note', () => {
  it('takes the place of a link of its name, and leaves where that leads alone', async () => {
    await symlink(file('list.csv'), file('a.csv.error.txt'));
    const text = { headline: 'no list.', advice: [], code: 'SOURCE_EMPTY' };
    await writeNote({ dir, name: 'a.csv' }, 'error', { text, origin: { watcher: 'w', at: new Date() } });
    expect(await readFile(file('list.csv'), 'utf8')).toBe('a,b');
    expect(await readFile(file('a.csv.error.txt'), 'utf8')).toContain('no list.');
  });
});
