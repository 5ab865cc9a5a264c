import { mkdir, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Journal } from '@solarproof-import/core';
import type { ResultOptions } from './write-results.js';

/**
 * Writes what the journal knows, one row a line of JSON: what is left when no workbook can be written, so that no customer's
 * ID is lost. No values of the list are in it.
 * @returns its path, or `undefined` where not even that could be written
 */
export async function writePlainRows(
  journal: Journal,
  runId: string,
  { fallbackFolder }: ResultOptions,
): Promise<string | undefined> {
  for (const folder of [fallbackFolder, tmpdir()]) {
    if (folder === undefined) continue;
    const file = path.join(folder, `${runId}.rows.ndjson`);
    if (await writeRows(journal, file)) return file;
  }
  return undefined;
}

async function writeRows(journal: Journal, file: string): Promise<boolean> {
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    const target = await open(file, 'wx', 0o600);
    try {
      for await (const [row, outcome] of journal.outcomes()) {
        const customerId = 'customerId' in outcome ? outcome.customerId : undefined;
        await target.writeFile(`${JSON.stringify({ row, status: outcome.status, customerId })}\n`);
      }
    } finally {
      await target.close();
    }
    return true;
  } catch {
    return false;
  }
}
