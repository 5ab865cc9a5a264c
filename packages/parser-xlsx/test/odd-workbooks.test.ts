// Workbooks as no single program writes them: every oddity that a real one has been seen with, in any mixture.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readAll, temporaryFolder } from '@solarproof-import/testkit';
import {
  mergedWorkbooks,
  oddSheetName,
  oddWorkbooks,
  type ExpectedRow,
} from '@solarproof-import/testkit/odd-workbooks';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openXlsx } from '../src/index.js';

/** What is read, in the form in which it is expected; what is said of merged cells stands apart. */
async function read(path: string, bytes: Uint8Array): Promise<readonly ExpectedRow[]> {
  await writeFile(path, bytes);
  const source = await openXlsx(path);
  try {
    expect(source.sheet).toBe(oddSheetName);
    return (await readAll(source)).flatMap(({ row, cells, issues = [] }) => {
      const own = issues.filter(({ code }) => code !== 'CELL_UNDER_MERGE' && code !== 'CELL_MERGED_DOWN');
      const isOnlyMerged = cells.length === 0 && own.length === 0;
      const said = own.toSorted((a, b) => (a.place.column ?? 0) - (b.place.column ?? 0));
      return isOnlyMerged
        ? []
        : [{ row, cells, issues: said.map(({ code, place }) => `${code} ${place.column}`) }];
    });
  } finally {
    await source.close();
  }
}

describe('a workbook with any mixture of oddities', () => {
  it('reads back as what was put in', async () => {
    const path = join(await temporaryFolder(), 'odd.xlsx');
    await fc.assert(
      fc.asyncProperty(oddWorkbooks, async ({ bytes, expected }) => {
        expect(await read(path, bytes)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('reads back without what lies under merged cells', async () => {
    const path = join(await temporaryFolder(), 'merged.xlsx');
    await fc.assert(
      fc.asyncProperty(mergedWorkbooks, async ({ bytes, expected }) => {
        expect(await read(path, bytes)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});
