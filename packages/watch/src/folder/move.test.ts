import * as fs from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '@solarproof-import/testkit';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { moveTo } from './move.js';

vi.mock('node:fs/promises', async (original) => ({ ...(await original<typeof fs>()) }));

let from = '';
let to = '';

beforeEach(async () => {
  const folder = await temporaryFolder();
  from = path.join(folder, 'from.csv');
  to = path.join(folder, 'to.csv');
  await fs.writeFile(from, 'ours');
});

const failure = (code: string): Error => Object.assign(new Error(code), { code });

/** What is there now. */
async function there(): Promise<Readonly<Record<string, string>>> {
  const names = await fs.readdir(path.dirname(from));
  const read = names.map(async (name) => [
    name,
    await fs.readFile(path.join(path.dirname(from), name), 'utf8'),
  ]);
  return Object.fromEntries(await Promise.all(read)) as Record<string, string>;
}

describe.each([
  ['on a file system with hard links', () => undefined],
  ['on a share that has none (EPERM)', () => void vi.spyOn(fs, 'link').mockRejectedValue(failure('EPERM'))],
  [
    'on a share that does not know of any (ENOTSUP)',
    () => void vi.spyOn(fs, 'link').mockRejectedValue(failure('ENOTSUP')),
  ],
])('a file is moved %s', (_, arrange) => {
  beforeEach(arrange);

  it('to a name that nobody has', async () => {
    expect(await moveTo(from, to)).toBe(true);
    expect(await there()).toEqual({ 'to.csv': 'ours' });
  });

  it.each(['theirs', ''])('never over another file, also one that holds "%s"', async (content) => {
    await fs.writeFile(to, content);
    expect(await moveTo(from, to)).toBe(false);
    expect(await there()).toEqual({ 'from.csv': 'ours', 'to.csv': content });
  });

  it('never over a folder, or through a link', async () => {
    await fs.symlink('nowhere', to);
    expect(await moveTo(from, to)).toBe(false);
    await fs.rm(to);
    await fs.mkdir(to);
    expect(await moveTo(from, to)).toBe(false);
    expect(await fs.readFile(from, 'utf8')).toBe('ours');
  });

  it('and where it is not there, that is said, and nothing is left', async () => {
    await fs.rm(from);
    await expect(moveTo(from, to)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await there()).toEqual({});
  });
});

describe('a move that was cut off', () => {
  it('between its two halves is brought to its end, and not taken for another file', async () => {
    await fs.link(from, to);
    expect(await moveTo(from, to)).toBe(true);
    expect(await there()).toEqual({ 'to.csv': 'ours' });
  });

  it('before the old name was gone, because it is held, is said, and done by the next try', async () => {
    vi.spyOn(fs, 'rm').mockRejectedValueOnce(failure('EBUSY'));
    await expect(moveTo(from, to)).rejects.toMatchObject({ code: 'EBUSY' });
    expect(await moveTo(from, to)).toBe(true);
    expect(await there()).toEqual({ 'to.csv': 'ours' });
  });

  it('on a share without links leaves no empty file where the file could not be renamed', async () => {
    vi.spyOn(fs, 'link').mockRejectedValue(failure('EPERM'));
    vi.spyOn(fs, 'rename').mockRejectedValueOnce(failure('EBUSY'));
    await expect(moveTo(from, to)).rejects.toMatchObject({ code: 'EBUSY' });
    expect(await there()).toEqual({ 'from.csv': 'ours' });
  });

  it('is not taken for a file that has no number of its own', async () => {
    await fs.writeFile(to, 'theirs');
    const numberless = await fs.lstat(from, { bigint: true });
    numberless.ino = 0n;
    vi.spyOn(fs, 'lstat').mockResolvedValue(numberless);
    expect(await moveTo(from, to)).toBe(false);
    expect(await there()).toEqual({ 'from.csv': 'ours', 'to.csv': 'theirs' });
  });
});
