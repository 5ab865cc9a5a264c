// Workbooks that were made to do harm. Each ends in rows or is refused; how long and how much it takes is in benchmarks/.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SourceError } from '@solarproof-import/core';
import { buildTable, temporaryFolder } from '@solarproof-import/testkit';
import { either, hostileWorkbooks, withRows } from '@solarproof-import/testkit/hostile-workbooks';
import { describe, expect, it } from 'vitest';
import { openXlsx } from '../src/index.js';

/** How reading ends: `rows`, or the code of the refusal. */
async function endOf(path: string): Promise<string> {
  try {
    const source = await openXlsx(path);
    try {
      let last = 0;
      for await (const { row } of source.rows()) {
        expect(row).toBeGreaterThan(last);
        last = row;
      }
    } finally {
      await source.close();
    }
    return withRows;
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    expect(error.message).toMatch(/^[A-Z].*\.$/s);
    expect(error.hints.length).toBeGreaterThan(0);
    return error.code;
  }
}

describe('a hostile workbook', () => {
  const tried = hostileWorkbooks.filter(({ isLarge }) => isLarge !== true);

  it.each(tried.map((hostile) => [hostile.title, hostile] as const))(
    'ends as it should: %s',
    async (_title, { make, ends }) => {
      const path = join(await temporaryFolder(), 'hostile.xlsx');
      await writeFile(path, make());
      const end = await endOf(path);
      if (ends !== either) expect(end).toBe(ends);
    },
  );

  it('is refused wherever it is cut off', async () => {
    const path = join(await temporaryFolder(), 'cut.xlsx');
    const whole = buildTable([
      ['Name', 'Email'],
      ['Ada', 'ada@example.com'],
    ]);
    for (let length = 0; length < whole.length; length += 64) {
      await writeFile(path, whole.subarray(0, length));
      expect(await endOf(path)).toMatch(/^SOURCE_/);
    }
  });

  it('has a title of its own each', () => {
    const titles = hostileWorkbooks.map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });
});
