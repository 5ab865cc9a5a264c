import { existsSync } from 'node:fs';
import { appendFile, open, readdir, readFile, truncate, writeFile, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { InterruptedError } from '@solarproof-import/core';
import { temporaryFolder } from '@solarproof-import/testkit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { takeSnapshot } from './take-snapshot.js';

const list = 'First Name,Surname,Email\nFay,Gunn,fay.gunn@example.com\n';
let folder = '';
let copies = '';

beforeEach(async () => {
  folder = await temporaryFolder();
  copies = await temporaryFolder();
  copyInto(copies);
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** Names the temporary folder, as each system has it. */
function copyInto(place: string): void {
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, place);
}

async function put(name: string, content: string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, content);
  return file;
}

const refusalOf = (file: string, signal?: AbortSignal): Promise<unknown> =>
  takeSnapshot(file, signal).catch((error: unknown) => error);

it('a snapshot has the bytes that the file had, until it is removed', async () => {
  const file = await put('list.csv', list);
  const snapshot = await takeSnapshot(file);
  await appendFile(file, 'more');
  expect(await readFile(snapshot.path, 'utf8')).toBe(list);
  expect(snapshot).toMatchObject({ bytes: list.length, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  await snapshot.remove();
  expect(await readdir(copies)).toEqual([]);
});

describe('a file that is plainly no list', () => {
  it('is refused before anything is written, however big it is', async () => {
    copyInto(path.join(folder, 'not there'));
    const file = await put('list.csv', '%PDF-1.7\n');
    await truncate(file, 2 ** 30);
    expect(await refusalOf(file)).toMatchObject({ code: 'SOURCE_IS_PDF' });
    expect(await refusalOf(await put('list.csv', list))).toMatchObject({ code: 'TEMPORARY_FOLDER_UNUSABLE' });
  });
});

describe('nothing is left behind', () => {
  it.each([
    ['SIGINT', 'SIGINT'],
    ['SIGTERM', 'SIGTERM'],
    [undefined, 'SIGINT'],
  ])('where a signal comes: %s', async (reason, signal) => {
    const refusal = await refusalOf(await put('list.csv', list), AbortSignal.abort(reason));
    expect(refusal).toBeInstanceOf(InterruptedError);
    expect(refusal).toMatchObject({ signal });
    expect(await readdir(copies)).toEqual([]);
  });

  it('where the signal comes while a file of zeros is read through', async () => {
    const file = await put('list.csv', '');
    await truncate(file, 2 ** 20);
    expect(await refusalOf(file, AbortSignal.abort('SIGINT'))).toBeInstanceOf(InterruptedError);
  });

  it('where the file grows while it is copied', async () => {
    const file = await put('list.csv', list.repeat(200_000));
    let refusal: unknown;
    const copying = refusalOf(file).then((told) => (refusal = told));
    while (refusal === undefined) await appendFile(file, list);
    await copying;
    expect(refusal).toMatchObject({ code: 'SOURCE_CHANGING' });
    expect(await readdir(copies)).toEqual([]);
  });

  it.skipIf(!existsSync('/proc/version'))('where more comes than the size says', async () => {
    expect(await refusalOf('/proc/version')).toMatchObject({ code: 'SOURCE_CHANGING' });
    expect(await readdir(copies)).toEqual([]);
  });

  it.each([
    ['EBUSY', 'SOURCE_LOCKED'],
    ['EACCES', 'SOURCE_UNREADABLE'],
    ['EIO', 'SOURCE_UNREADABLE'],
  ])('where reading fails in the middle with %s, and it is a source error', async (system, code) => {
    const file = await put('list.csv', list);
    const { read, reads } = await readsOf(file);
    // The first two are for the file's ends, by which it is told.
    for (const _end of ['head', 'tail']) reads.mockImplementationOnce(read);
    reads.mockRejectedValueOnce(Object.assign(new Error(`${system}: raw text`), { code: system }));
    const refusal = await refusalOf(file);
    expect(refusal).toMatchObject({ code, message: expect.not.stringContaining('raw text') });
    expect(reads).toHaveBeenCalledTimes(3);
    expect(await readdir(copies)).toEqual([]);
  });
});

/** The `read` of all open files: no system makes a file unreadable for everybody who may run this. */
async function readsOf(file: string) {
  const handle = await open(file);
  const prototype = Object.getPrototypeOf(handle) as FileHandle;
  await handle.close();
  const read = prototype.read;
  return { read, reads: vi.spyOn(prototype, 'read') };
}
