// Whatever a file holds, reading it ends in rows or in a SourceError: never in another error, and never not.
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SourceError } from '@solarproof-import/core';
import { readAll, temporaryFolder } from '@solarproof-import/testkit';
import {
  damagedFiles,
  damagedWorkbooks,
  jumbledWorkbooks,
  noiseBytes,
} from '@solarproof-import/testkit/any-bytes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openXlsx } from '../src/index.js';

const folder = fileURLToPath(new URL('files/', import.meta.url));
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.xlsx'))
  .map((name) => readFileSync(join(folder, name)))
  .filter(({ length }) => length < 20_000);

/** Reads it. @throws any error that is no SourceError */
async function readSomehow(path: string, bytes: Uint8Array): Promise<'rows' | 'refused'> {
  await writeFile(path, bytes);
  try {
    const source = await openXlsx(path);
    try {
      await readAll(source);
    } finally {
      await source.close();
    }
    return 'rows';
  } catch (error) {
    if (error instanceof SourceError) return 'refused';
    throw error;
  }
}

describe('any bytes', () => {
  it.each<[title: string, runs: number, files: fc.Arbitrary<Uint8Array>]>([
    ['noise', 200, noiseBytes],
    ['workbooks of real programs, damaged', 400, damagedFiles(files)],
    ['workbooks of real programs with damage within their parts', 400, damagedWorkbooks(files)],
    ['workbooks whose elements stand where they do not belong', 400, jumbledWorkbooks],
  ])('end in rows or a SourceError: %s', async (_title, numRuns, arbitrary) => {
    const path = join(await temporaryFolder(), 'any.xlsx');
    const ends = new Set<string>();
    await fc.assert(
      fc.asyncProperty(arbitrary, async (bytes) => {
        ends.add(await readSomehow(path, bytes));
      }),
      { numRuns },
    );
    expect(ends).toContain('refused');
  });
});
