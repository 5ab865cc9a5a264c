import { createHash } from 'node:crypto';
import { mkdtemp, open, readdir, rm, stat, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { notAFile, SettingsError, SourceError, systemCode, unreadableSource } from '@solarproof-import/core';
import { missingSource } from './identify/missing-source.js';
import { readAt } from './identify/file-probe.js';
import { refuseByName } from './identify/owner-file.js';
import { tellFormat } from './identify/tell-format.js';
import { refuseInterrupted } from './refuse-interrupted.js';

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
 * What is plainly no list is refused before it is copied: films and disk images are big.
 * @throws SourceError where the file is missing, no regular file, of another kind, locked, not readable or being written
 * @throws SettingsError where the temporary folder cannot be written
 * @throws InterruptedError where the signal came first
 */
export async function takeSnapshot(file: string, signal?: AbortSignal): Promise<Snapshot> {
  await refuseWhatIsNoFile(file);
  await tellFormat(file, signal);
  await removeAbandoned();
  const folder = await mkdtemp(path.join(tmpdir(), `${prefix}${process.pid}-`)).catch(unwritable);
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true, maxRetries: 3 });
  try {
    const copy = path.join(folder, 'source');
    return { path: copy, ...(await copyFile(file, copy, signal)), remove };
  } catch (error) {
    // What went wrong first is what is told; the next start removes what is left.
    await remove().catch(() => undefined);
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
  if (!found.isFile()) throw notAFile(found.isDirectory());
  // Its program may have it locked, so that its content cannot be looked at.
  const refusal = refuseByName(path.basename(file), found.size);
  if (refusal !== undefined) throw refusal;
}

async function copyFile(
  from: string,
  to: string,
  signal: AbortSignal | undefined,
): Promise<{ sha256: string; bytes: number }> {
  const source = await open(from, 'r').catch((error: unknown) => {
    throw unreadableSource(error);
  });
  try {
    const target = await open(to, 'wx', 0o600).catch(unwritable);
    const hash = createHash('sha256');
    let bytes = 0;
    try {
      for await (const chunk of chunksOf(source)) {
        refuseInterrupted(signal);
        hash.update(chunk);
        bytes += chunk.length;
        await target.writeFile(chunk).catch(unwritable);
      }
    } finally {
      await target.close().catch(unwritable);
    }
    return { sha256: hash.digest('hex'), bytes };
  } finally {
    await source.close();
  }
}

const bytesAtOnce = 262_144;

/** As many bytes as the file had when it was opened: a list that is still being written would lose its last rows. */
async function* chunksOf(source: FileHandle): AsyncGenerator<Uint8Array> {
  const { size } = await source.stat();
  let position = 0;
  for (;;) {
    const chunk = await readAt(source, position, bytesAtOnce);
    position += chunk.length;
    // Also where bytes never end, or the size is not known: a copy of them would fill the disk.
    if (position > size || (chunk.length === 0 && position < size)) throw stillWritten();
    if (chunk.length === 0) return;
    yield chunk;
  }
}

function stillWritten(): SourceError {
  return new SourceError('SOURCE_CHANGING', 'The file changed its size while it was read.', [
    'Wait until the program that writes it is done, then run again.',
    'If none writes it, copy it to another folder and give the copy.',
  ]);
}

function unwritable(error: unknown): never {
  throw new SettingsError(
    'TEMPORARY_FOLDER_UNUSABLE',
    `The temporary folder cannot be written: ${tmpdir()} (${systemCode(error)}).`,
    ['Make room there, or name another in the environment (TMPDIR; on Windows TEMP).'],
  );
}
