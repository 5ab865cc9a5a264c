import { access, readdir } from 'node:fs/promises';
import path from 'node:path';
import { BugError, type ResultBook, type ResultSink } from '@solarproof-import/core';
import { describe, expect, it } from 'vitest';
import { resultBook, resultRow } from './result-book-builder.js';
import { temporaryFolder } from './temporary-folder.js';

/** What the contract reads back of a written result. */
export interface ReadResult {
  /** Of every row, in order: its number and its status. */
  readonly rows: readonly (readonly [row: number, status: string])[];
}

/** A sink that writes to a path, and how its result is read back. */
export interface SinkUnderTest {
  make(path: string): ResultSink;
  read(path: string): Promise<ReadResult>;
}

const rows = [
  resultRow(2, { cells: ['Jo'] }),
  resultRow(3, { cells: ['Ann'], outcome: { status: 'invalid', issues: [] } }),
  resultRow(7, { cells: ['Sam'], outcome: { status: 'not-sent', reason: 'run-stopped' } }),
];

const wrongBooks: readonly (readonly [string, ResultBook])[] = [
  [
    'a count that is too high',
    resultBook(rows, { summary: { counts: { created: 2, invalid: 1, 'not-sent': 1 } } }),
  ],
  ['a status that is not counted', resultBook(rows, { summary: { counts: { created: 3 } } })],
  ['a sum that is another', resultBook(rows, { summary: { rows: 4 } })],
  ['a row that comes twice', resultBook([...rows, resultRow(7)])],
  ['rows out of order', resultBook(rows.toReversed())],
];

/** What every result sink must keep. */
export function resultSinkContract(name: string, { make, read }: SinkUnderTest): void {
  describe(`${name} as a result sink`, () => {
    it('tells every row exactly once, in order, with its status', async () => {
      const { path: written } = await make(path.join(await temporaryFolder(), 'list.result.xlsx')).write(
        resultBook(rows),
      );
      expect((await read(written)).rows).toEqual([
        [2, 'created'],
        [3, 'invalid'],
        [7, 'not-sent'],
      ]);
    });

    it('leaves nothing but the result in the folder', async () => {
      const folder = await temporaryFolder();
      await make(path.join(folder, 'list.result.xlsx')).write(resultBook(rows));
      expect(await readdir(folder)).toEqual(['list.result.xlsx']);
    });

    it.each(wrongBooks)('refuses %s as a bug, and leaves no file', async (_what, book) => {
      const folder = await temporaryFolder();
      const target = path.join(folder, 'list.result.xlsx');
      await expect(make(target).write(book)).rejects.toBeInstanceOf(BugError);
      await expect(access(target)).rejects.toThrow('ENOENT');
      expect(await readdir(folder)).toEqual([]);
    });

    it('hands on what the rows throw, and leaves no file', async () => {
      const folder = await temporaryFolder();
      const book: ResultBook = {
        ...resultBook(rows),
        async *rows() {
          yield* rows.slice(0, 1);
          throw new Error('the copy is gone');
        },
      };
      await expect(make(path.join(folder, 'list.result.xlsx')).write(book)).rejects.toThrow(
        'the copy is gone',
      );
      expect(await readdir(folder)).toEqual([]);
    });
  });
}
