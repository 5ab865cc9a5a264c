import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BugError, ResultError } from '@solarproof-import/core';
import type { ResultBook } from '@solarproof-import/core';
import { resultBook, resultRow, temporaryFolder } from '@solarproof-import/testkit';
import { beforeEach, describe, expect, it } from 'vitest';
import { openResultWorkbook } from './open-result-workbook.js';
import type { ResultWorkbookOptions } from './result-workbook.js';
import { nodeFiles } from './result-files.js';
import type { ResultFiles } from './result-files.js';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  path = join(folder, 'customers.result.xlsx');
});

function sink(options: Partial<ResultWorkbookOptions> = {}) {
  const describeIssue = () => ({ problem: 'A problem', suggestion: 'A suggestion' });
  return openResultWorkbook({ paths: [path], describeIssue, describeRule: () => 'A reason', ...options });
}

/** The machine's file system, in which no time passes, with some of it replaced. */
function filesBut(replaced: Partial<ResultFiles>): ResultFiles {
  return { ...nodeFiles, wait: async () => undefined, ...replaced };
}

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: said the system`), { code });
}

const book = resultBook([resultRow(2, { cells: ['Olivia'] }), resultRow(3, { cells: ['Jack'] })]);
const ofAnotherRun = resultBook([resultRow(2)], { summary: { runId: 'another-run' } });

describe('the name of a result', () => {
  it('is the wanted one, and nothing else is left in the folder', async () => {
    expect(await sink().write(book)).toEqual({ path });
    expect(await readdir(folder)).toEqual(['customers.result.xlsx']);
  });

  it('is used again by the same run', async () => {
    await sink().write(book);
    expect(await sink().write(book)).toEqual({ path });
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('is followed by (2), (3) … where the file is of another run, which stays as it is', async () => {
    await sink().write(ofAnotherRun);
    const before = await readFile(path);
    const second = join(folder, 'customers.result (2).xlsx');
    await writeFile(second, 'the own work of somebody');
    expect(await sink().write(book)).toMatchObject({
      path: join(folder, 'customers.result (3).xlsx'),
      insteadOf: { path, code: 'RESULT_NAME_TAKEN' },
    });
    expect(await readFile(path)).toEqual(before);
    expect(await readFile(second, 'utf8')).toBe('the own work of somebody');
    expect(await readdir(folder)).toHaveLength(3);
  });

  it.each(['~$customers.result.xlsx', '.~lock.customers.result.xlsx#'])(
    'is followed by (2) while the file is open in a spreadsheet program (%s)',
    async (lock) => {
      await sink().write(book);
      await writeFile(join(folder, lock), '');
      expect(await sink().write(book)).toMatchObject({
        path: join(folder, 'customers.result (2).xlsx'),
        insteadOf: { path, code: 'RESULT_FILE_LOCKED' },
      });
    },
  );

  it.each(['EPERM', 'EBUSY', 'EACCES'])(
    'is followed by (2) where Windows answers a rename with %s',
    async (code) => {
      await sink().write(book);
      const files = filesBut({
        rename: (from, to) => (to === path ? Promise.reject(systemError(code)) : nodeFiles.rename(from, to)),
      });
      expect(await sink({ files }).write(book)).toMatchObject({
        path: join(folder, 'customers.result (2).xlsx'),
        insteadOf: { code: 'RESULT_FILE_LOCKED' },
      });
      expect(await readdir(folder)).toHaveLength(2);
    },
  );

  it('is given after a moment where a virus scanner holds the new file', async () => {
    const waits: number[] = [];
    const files = filesBut({
      wait: async (milliseconds) => void waits.push(milliseconds),
      rename: (from, to) =>
        waits.length < 2 ? Promise.reject(systemError('EPERM')) : nodeFiles.rename(from, to),
    });
    expect(await sink({ files }).write(book)).toEqual({ path });
    expect(waits).toEqual([50, 150]);
  });
});

describe('a place that cannot be written', () => {
  it('is passed over for the next, and said', async () => {
    const gone = join(folder, 'gone', 'customers.result.xlsx');
    const written = await sink({ paths: [gone, path] }).write(book);
    expect(written).toMatchObject({ path, insteadOf: { path: gone, code: 'RESULT_FOLDER_NOT_WRITABLE' } });
  });

  it('is a ResultError where there is no other', async () => {
    const gone = join(folder, 'gone', 'customers.result.xlsx');
    const failure = await sink({ paths: [gone] })
      .write(book)
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ResultError);
    expect(failure).toMatchObject({ code: 'RESULT_FOLDER_NOT_WRITABLE' });
  });

  it('rejects when the file cannot be made durable, and leaves no file', async () => {
    const files = filesBut({
      create: async (at) => ({
        ...(await nodeFiles.create(at)),
        keep: () => Promise.reject(systemError('EIO')),
      }),
    });
    await expect(sink({ files }).write(book)).rejects.toMatchObject({ code: 'RESULT_NOT_WRITTEN' });
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('rows that do not add up', () => {
  const cases: readonly (readonly [string, ResultBook])[] = [
    ['a count by status is wrong', withSummary({ counts: { created: 1, exists: 1 } })],
    ['a status is not counted', withSummary({ rows: 2, counts: { created: 1 } })],
    ['the total is wrong', withSummary({ rows: 3 })],
    ['a row comes twice', resultBook([resultRow(2), resultRow(2)])],
    ['a row comes out of order', resultBook([resultRow(3), resultRow(2)])],
    ['rows have changes that the book does not know of', { ...book, changedRows: 1 }],
    ['a later sheet gets other rows than the first', fickleBook()],
  ];
  it.each(cases)('are a bug, and leave no file: %s', async (_, wrong) => {
    await expect(sink().write(wrong)).rejects.toBeInstanceOf(BugError);
    expect(await readdir(folder)).toEqual([]);
  });

  it('leave the result of before as it was', async () => {
    await sink().write(book);
    const before = await readFile(path);
    await expect(sink().write(withSummary({ rows: 3 }))).rejects.toBeInstanceOf(BugError);
    expect(await readFile(path)).toEqual(before);
  });
});

it('passes an error of the rows on as it is, and leaves no file', async () => {
  const failure = new Error('the journal is gone');
  const failing: ResultBook = {
    ...book,
    rows: () => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(failure) }) }),
  };
  await expect(sink().write(failing)).rejects.toBe(failure);
  expect(await readdir(folder)).toEqual([]);
});

function withSummary(summary: Partial<ResultBook['summary']>): ResultBook {
  return { ...book, summary: { ...book.summary, ...summary } };
}

/** Its second reading finds a row to fix fewer. */
function fickleBook(): ResultBook {
  const invalid = resultRow(2, { outcome: { status: 'invalid', issues: [] } });
  const steady = resultBook([invalid]);
  let readings = 0;
  return {
    ...steady,
    async *rows() {
      readings++;
      yield readings <= 2 ? invalid : resultRow(2);
    },
  };
}
