import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openResultWorkbook } from '@solarproof-import/result-xlsx';
import { temporaryFolder } from '@solarproof-import/testkit';
import { beforeEach, expect, it } from 'vitest';
import { failingDisk } from '../../test/failing-disk.js';
import { purgeResultFiles } from './purge-result-files.js';

const purged = '20260101-000000-000001';
const other = '20260102-000000-000002';
let folder = '';

/** A workbook without rows, as a run leaves it. */
async function writeWorkbook(name: string, runId: string): Promise<void> {
  const workbook = openResultWorkbook({
    paths: [path.join(folder, name)],
    describeIssue: () => ({ problem: '', suggestion: '' }),
    describeRule: () => '',
  });
  await workbook.write({
    summary: {
      kind: 'run',
      file: 'list.csv',
      sheet: '',
      headerRow: 1,
      account: { name: 'default', host: 'sandbox' },
      runId,
      started: new Date('2026-01-01T00:00:00Z'),
      seconds: 1,
      rows: 0,
      counts: {},
      next: [],
      mended: [],
      leftOut: [],
    },
    columns: [],
    changedRows: 0,
    async *rows() {},
  });
}

beforeEach(async () => {
  folder = await temporaryFolder();
  await writeWorkbook('list.result.xlsx', purged);
  await writeWorkbook('list.result (2).xlsx', other);
  await writeFile(path.join(folder, `${purged}.rows.ndjson`), '{}\n');
  await writeFile(path.join(folder, `${other}.rows.ndjson`), '{}\n');
  await writeFile(path.join(folder, 'mine.xlsx'), 'no workbook');
  await mkdir(path.join(folder, `${purged}.xlsx`));
});

const staying = ['list.result (2).xlsx', `${other}.rows.ndjson`, 'mine.xlsx', `${purged}.xlsx`].toSorted();

it('only files of purged runs go, and what stays is counted', async () => {
  const report = await purgeResultFiles(folder, [purged]);
  expect(report).toEqual({ files: 2, bytes: expect.any(Number), staying: 3 });
  expect(report.bytes).toBeGreaterThan(1000);
  expect((await readdir(folder)).toSorted()).toEqual(staying);
  expect(await purgeResultFiles(folder, [purged])).toEqual({ files: 0, bytes: 0, staying: 3 });
});

it('without a purged run nothing goes', async () => {
  expect(await purgeResultFiles(folder, [])).toMatchObject({ files: 0, staying: 5 });
});

it('what cannot be removed stays, and does not keep the others', async () => {
  const report = await purgeResultFiles(folder, [purged], failingDisk({ fails: 1, code: 'EBUSY' }));
  expect(report).toMatchObject({ files: 1, staying: 4 });
});

it('a folder that is not there holds nothing', async () => {
  expect(await purgeResultFiles(path.join(folder, 'none'), [purged])).toEqual({
    files: 0,
    bytes: 0,
    staying: 0,
  });
});
