import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SettingsError, SourceError, systemCode, unreadableSource } from '@solarproof-import/core';
import { missingSource } from './identify/near-name.js';
import { refuseByName } from './identify/owner-file.js';

/** A private copy of an input file: every pass over the rows reads the same bytes, whatever happens to the original. */
export interface Snapshot {
  readonly path: string;
  /** Of its bytes, lower-case hex. */
  readonly sha256: string;
  readonly bytes: number;
  /** Removes the copy. */
  remove(): Promise<void>;
}

/**
 * Copies a file into a folder of its own that only this user may enter; removes those that dead processes left behind.
 * @throws SourceError where the file is missing, no regular file, locked or not readable
 * @throws SettingsError where the temporary folder cannot be written
 */
export async function takeSnapshot(file: string): Promise<Snapshot> {
  await refuseWhatIsNoFile(file);
  await removeAbandoned();
  const folder = await mkdtemp(path.join(tmpdir(), `${prefix}${process.pid}-`)).catch(unwritable);
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true, maxRetries: 3 });
  try {
    const copy = path.join(folder, 'source');
    return { path: copy, ...(await copyFile(file, copy)), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

const prefix = 'solarproof-import-';

/** A process that was killed could not remove its copy of somebody's customers. */
async function removeAbandoned(): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names) {
    const pid = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    await rm(path.join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process may not be asked.
    return systemCode(error) !== 'ESRCH';
  }
}

async function refuseWhatIsNoFile(file: string): Promise<void> {
  const found = await stat(file).catch(async (error: unknown) => {
    const unreadable = unreadableSource(error);
    throw unreadable.code === 'SOURCE_MISSING' ? await missingSource(file) : unreadable;
  });
  if (found.isDirectory()) {
    throw new SourceError('SOURCE_NOT_A_FILE', 'This is a folder, not a file.', [
      'Name the CSV or Excel file in it.',
    ]);
  }
  if (!found.isFile())
    throw new SourceError('SOURCE_NOT_A_FILE', 'This is a pipe or a device, not a file.', [
      'Save what comes from it as a CSV or Excel file first.',
    ]);
  // Its program may have it locked, so that its content cannot be looked at.
  const refusal = refuseByName(path.basename(file), found.size);
  if (refusal !== undefined) throw refusal;
}

async function copyFile(from: string, to: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  const target = await open(to, 'wx', 0o600).catch(unwritable);
  let bytes = 0;
  try {
    for await (const chunk of chunksOf(from)) {
      hash.update(chunk);
      bytes += chunk.length;
      await target.writeFile(chunk).catch(unwritable);
    }
  } finally {
    await target.close();
  }
  return { sha256: hash.digest('hex'), bytes };
}

async function* chunksOf(file: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(file) as AsyncIterable<Buffer>;
  } catch (error) {
    throw unreadableSource(error);
  }
}

function unwritable(error: unknown): never {
  throw new SettingsError(
    'TEMPORARY_FOLDER_UNUSABLE',
    `The temporary folder cannot be written: ${tmpdir()} (${systemCode(error)}).`,
    ['Make room there, or name another in the environment (TMPDIR; on Windows TEMP).'],
  );
}
