import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { resultBook, resultRow, temporaryFolder } from '@solarproof-import/testkit';
import exceljs from 'exceljs';
import { expect, it } from 'vitest';
import { openResultWorkbook } from './open-result-workbook.js';
import { isUntouchedResultOf } from './workbook-mark.js';

const book = resultBook([resultRow(2)]);
const { runId } = book.summary;

async function written(): Promise<string> {
  const path = join(await temporaryFolder(), 'a.result.xlsx');
  const words = () => ({ problem: '', suggestion: '' });
  await openResultWorkbook({ paths: [path], describeIssue: words, describeRule: () => '' }).write(book);
  return path;
}

it('knows the workbook of its run, and no other', async () => {
  const path = await written();
  expect(await isUntouchedResultOf(path, runId)).toBe(true);
  expect(await isUntouchedResultOf(path, `${runId}0`)).toBe(false);
  expect(await isUntouchedResultOf(path, runId.slice(0, -1))).toBe(false);
});

it('does not take one that a spreadsheet program has saved since: it may hold corrections', async () => {
  const path = await written();
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.readFile(path);
  workbook.lastModifiedBy = 'Charlotte';
  await workbook.xlsx.writeFile(path);
  expect(workbook.keywords).toContain(runId);
  expect(await isUntouchedResultOf(path, runId)).toBe(false);
});

it.each([
  ['is empty', ''],
  ['is no zip file', 'docProps/core.xml'.repeat(9)],
])('takes no file for its own that %s', async (_, content) => {
  const path = join(await temporaryFolder(), 'a.result.xlsx');
  await writeFile(path, content);
  expect(await isUntouchedResultOf(path, runId)).toBe(false);
  expect(await isUntouchedResultOf(`${path}.gone`, runId)).toBe(false);
});
