import { chmod, chown, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '@solarproof-import/testkit';
import { describe, expect, it, onTestFinished } from 'vitest';
import { accountFolder, openStateDirectory } from './state-directory.js';

const hasModes = process.platform !== 'win32';
const account = { name: 'Office 2', host: 'localhost:8080' };

const modeOf = async (place: string): Promise<string> => ((await stat(place)).mode & 0o777).toString(8);
const refusalOf = (folder: string): Promise<unknown> =>
  openStateDirectory(folder).catch((error: unknown) => error);

function withUmask(mask: number): void {
  const before = process.umask(mask);
  onTestFinished(() => void process.umask(before));
}

it('is made with all that lies above it, and found again with the same secret', async () => {
  const folder = path.join(await temporaryFolder(), 'a', 'b');
  const state = await openStateDirectory(folder);
  expect(state).toMatchObject({
    folder,
    journalFile: path.join(folder, 'journal.db'),
    runsFolder: path.join(folder, 'runs'),
    resultsFolder: path.join(folder, 'results'),
    secret: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect((await openStateDirectory(folder)).secret).toBe(state.secret);
  expect(await readdir(folder)).toEqual(['install-secret', 'results', 'runs']);
  const other = await openStateDirectory(path.join(await temporaryFolder(), 'c'));
  expect(other.secret).not.toBe(state.secret);
});

it('an account has its lock in its own folder, made when it is asked for', async () => {
  const folder = await temporaryFolder();
  const lock = await (await openStateDirectory(folder)).lockFile(account);
  expect(lock).toBe(path.join(folder, 'accounts', 'localhost_8080', 'Office 2', 'lock.db'));
  expect(path.dirname(lock)).toBe(accountFolder(folder, account));
  expect((await stat(path.dirname(lock))).isDirectory()).toBe(true);
});

describe.skipIf(!hasModes)('only this user may enter', () => {
  it.each([0o000, 0o022, 0o077])('what is made under umask %i', async (mask) => {
    const folder = path.join(await temporaryFolder(), 'above', 'state');
    withUmask(mask);
    const { runsFolder, resultsFolder, lockFile } = await openStateDirectory(folder);
    const above = path.dirname(folder);
    const made = [above, folder, runsFolder, resultsFolder, path.dirname(await lockFile(account))];
    for (const place of made) expect([place, await modeOf(place)]).toEqual([place, '700']);
    expect(await modeOf(path.join(folder, 'install-secret'))).toBe('600');
  });

  it('a folder of this user that is open to others is shut', async () => {
    const folder = await temporaryFolder();
    await openStateDirectory(folder);
    await writeFile(path.join(folder, 'journal.db-wal'), '');
    await chmod(folder, 0o755);
    await openStateDirectory(folder);
    expect(await modeOf(folder)).toBe('700');
  });

  it('a folder that holds other things is left as it is, and refused', async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'letter.txt'), '');
    await chmod(folder, 0o755);
    expect(await refusalOf(folder)).toMatchObject({
      code: 'STATE_DIRECTORY_UNUSABLE',
      message: expect.stringContaining('Other users'),
      hints: [expect.any(String), expect.stringContaining(`chmod 700 "${folder}"`)],
    });
    expect(await modeOf(folder)).toBe('755');
    expect(await readdir(folder)).toEqual(['letter.txt']);
  });

  it.skipIf(process.getuid?.() !== 0)('a folder of somebody else is refused', async () => {
    const folder = await temporaryFolder();
    await chmod(folder, 0o755);
    await chown(folder, 12_345, 12_345);
    expect(await refusalOf(folder)).toMatchObject({ code: 'STATE_DIRECTORY_UNUSABLE' });
    expect(await modeOf(folder)).toBe('755');
  });
});

it('a file of that name, or above it, is refused', async () => {
  const file = path.join(await temporaryFolder(), 'file');
  await writeFile(file, '');
  for (const folder of [file, path.join(file, 'state')])
    expect(await refusalOf(folder)).toMatchObject({ code: 'STATE_DIRECTORY_UNUSABLE' });
});

it('a network file system is refused before anything is made, with the reason and what to do', async () => {
  const folder = path.join(await temporaryFolder(), 'state');
  const opening = openStateDirectory(folder, { networkFileSystem: async () => 'NFS' });
  await expect(opening).rejects.toMatchObject({
    name: 'SettingsError',
    code: 'STATE_DIRECTORY_ON_NETWORK',
    message: expect.stringMatching(/\(NFS\).*created twice/),
    hints: [expect.stringContaining('--state-dir')],
  });
  expect(await readdir(path.dirname(folder))).toEqual([]);
});

describe('the secret', () => {
  it('is one, however many start at once', async () => {
    const folder = path.join(await temporaryFolder(), 'state');
    const opened = await Promise.all(Array.from({ length: 40 }, () => openStateDirectory(folder)));
    const [secret = ''] = new Set(opened.map((state) => state.secret));
    expect(new Set(opened.map((state) => state.secret)).size).toBe(1);
    expect(await readFile(path.join(folder, 'install-secret'), 'utf8')).toBe(`${secret}\n`);
    expect(await readdir(folder)).toEqual(['install-secret', 'results', 'runs']);
  });

  it.each([
    ['empty', ''],
    ['short', 'ab'.repeat(31)],
    ['long', 'ab'.repeat(33)],
    ['full of zeros after a power cut', '\0'.repeat(65)],
  ])('is never replaced where it is %s', async (_, text) => {
    const folder = await temporaryFolder();
    const file = path.join(folder, 'install-secret');
    await writeFile(file, text);
    expect(await refusalOf(folder)).toMatchObject({ name: 'SettingsError', code: 'STATE_SECRET_DAMAGED' });
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  it('is not made anew beside a journal that was written with another', async () => {
    const folder = await temporaryFolder();
    const { journalFile } = await openStateDirectory(folder);
    await writeFile(journalFile, 'a journal');
    await rm(path.join(folder, 'install-secret'));
    expect(await refusalOf(folder)).toMatchObject({ name: 'SettingsError', code: 'STATE_SECRET_MISSING' });
    expect(await readdir(folder)).not.toContain('install-secret');
  });

  it('that cannot be read is told without what it holds', async () => {
    const folder = await temporaryFolder();
    await mkdir(path.join(folder, 'install-secret'));
    expect(await refusalOf(folder)).toMatchObject({ name: 'SettingsError', code: 'STATE_SECRET_UNREADABLE' });
  });
});
