import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from '@solarproof-import/core';
import { isUntouchedResultOf } from '@solarproof-import/result-xlsx';
import { machineDisk, type Disk } from './durable-disk.js';
import type { Removed } from './remove-run-folder.js';

/** What became of the files in the state directory's `results/`. */
export interface ResultFilesReport extends Removed {
  /** How many stay: of other runs, of checks, changed since they were written, or not removable. */
  readonly staying: number;
}

/**
 * Removes the result files of purged runs that could not be written beside their inputs. A workbook that somebody has saved
 * since may hold work, and stays, as does what belongs to no run or cannot be removed.
 * @param runIds of runs that are purged already
 */
export async function purgeResultFiles(
  resultsFolder: string,
  runIds: readonly string[],
  disk: Disk = machineDisk,
): Promise<ResultFilesReport> {
  const report = { files: 0, bytes: 0, staying: 0 };
  for (const name of await namesIn(resultsFolder)) {
    const file = path.join(resultsFolder, name);
    const bytes = (await belongsTo(file, runIds)) ? await removed(file, disk) : undefined;
    if (bytes === undefined) report.staying += 1;
    else {
      report.files += 1;
      report.bytes += bytes;
    }
  }
  if (report.files > 0) await disk.syncFolder(resultsFolder);
  return report;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return found.flatMap((entry) => (entry.isFile() ? [entry.name] : []));
}

async function belongsTo(file: string, runIds: readonly string[]): Promise<boolean> {
  const name = path.basename(file);
  if (name.endsWith('.rows.ndjson')) return runIds.includes(name.slice(0, -'.rows.ndjson'.length));
  if (!name.endsWith('.xlsx')) return false;
  for (const runId of runIds) if (await isUntouchedResultOf(file, runId)) return true;
  return false;
}

/** @returns its bytes; `undefined` where it cannot be removed */
async function removed(file: string, disk: Disk): Promise<number | undefined> {
  try {
    const { size } = await stat(file);
    await disk.remove(file);
    return size;
  } catch (error) {
    return systemCode(error) === 'ENOENT' ? 0 : undefined;
  }
}
