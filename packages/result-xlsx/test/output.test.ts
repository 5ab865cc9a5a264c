import { Writable } from 'node:stream';
import type { ResultBook, ResultRow } from '@solarproof-import/core';
import { resultBook, resultRow } from '@solarproof-import/testkit';
import { expect, it } from 'vitest';
import type { ResultFiles } from '../src/result-files.js';
import { write } from './written-book.js';

const fewRows = resultBook([resultRow(2, { cells: ['Olivia'] }), resultRow(3, { cells: ['Jack'] })]);

it('rejects, neither hangs nor crashes, when the disk fills up while writing', async () => {
  const files = memoryFile((done) => done(Object.assign(new Error('no room'), { code: 'ENOSPC' })));
  await expect(write(fewRows, { files })).rejects.toMatchObject({ code: 'RESULT_DISK_FULL' });
  await expect(write(manyRows(), { files })).rejects.toMatchObject({ code: 'RESULT_DISK_FULL' });
});

it('reads rows no faster than the output takes them', async () => {
  let read = 0;
  let furthest = 0;
  let stalled = 0;
  // Takes a chunk only once the rows have stood still for a good many turns of the event loop.
  const files = memoryFile(
    (done) =>
      void afterStandstill(() => read).then(() => {
        stalled++;
        furthest = Math.max(furthest, read);
        read = 0;
        done();
      }),
  );
  await write(
    manyRows(() => read++),
    { files },
  );
  expect(stalled).toBeGreaterThan(3);
  expect(furthest).toBeLessThan(7_500);
});

async function afterStandstill(count: () => number): Promise<void> {
  for (let still = 0, last = -1; still < 200;) {
    await new Promise((resolve) => void setImmediate(resolve));
    still = count() === last ? still + 1 : 0;
    last = count();
  }
}

/** A file that is nowhere, and takes each chunk as it is told to. */
function memoryFile(take: (done: (error?: Error) => void) => void): ResultFiles {
  const output = (): Writable =>
    new Writable({ highWaterMark: 1024, write: (_chunk, _encoding, done) => take(done) });
  const nothing = async (): Promise<void> => undefined;
  return {
    create: async () => ({ output: output(), keep: nothing, discard: nothing }),
    rename: nothing,
    remove: nothing,
    exists: async () => false,
    wait: nothing,
  };
}

/** 15,000 rows of text that packs badly: some 4 MB packed, where exceljs's own buffers hold one. */
function manyRows(onRow: () => void = () => undefined): ResultBook {
  const count = 15_000;
  let seed = 1;
  const noise = (): string => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed.toString(36);
  };
  const row = (index: number): ResultRow =>
    resultRow(index + 2, {
      cells: Array.from({ length: 4 }, () => Array.from({ length: 17 }, noise).join('')),
    });
  return {
    ...fewRows,
    summary: { ...fewRows.summary, rows: count, counts: { created: count } },
    async *rows() {
      for (let index = 0; index < count; index++) {
        onRow();
        yield row(index);
      }
    },
  };
}
