import { createHash } from 'node:crypto';
import { open, rm, stat, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { notAFile, SettingsError, SourceError, systemCode, unreadableSource } from '@solarproof-import/core';
import { missingSource } from './identify/missing-source.js';
import { readAt } from './identify/file-probe.js';
import { refuseByName } from './identify/owner-file.js';
import { tellFormat } from './identify/tell-format.js';
import { refuseInterrupted } from './refuse-interrupted.js';
import { unusable } from './state/private-folder.js';
import { makeWorkingFolder, removeAbandoned } from './state/working-folder.js';

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
 * @param runsFolder where the copy is to be adopted by a run (`adoptSnapshot`); default: it lies in the temporary folder
 * @throws SourceError where the file is missing, no regular file, of another kind, locked, not readable or being written
 * @throws SettingsError where the copy cannot be written
 * @throws InterruptedError where the signal came first
 */
export async function takeSnapshot(
  file: string,
  signal?: AbortSignal,
  runsFolder?: string,
): Promise<Snapshot> {
  const place = runsFolder === undefined ? temporary() : { parent: runsFolder, prefix: preparingPrefix };
  const failed = (error: unknown): never => unwritable(error, runsFolder);
  await refuseWhatIsNoFile(file);
  await tellFormat(file, signal);
  await removeAbandoned(place.parent, place.prefix);
  const folder = await makeWorkingFolder(place.parent, place.prefix).catch(failed);
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true, maxRetries: 3 });
  try {
    const copy = path.join(folder, 'source');
    return { path: copy, ...(await copyFile(file, copy, { signal, failed })), remove };
  } catch (error) {
    // What went wrong first is what is told; the next start removes what is left.
    await remove().catch(() => undefined);
    throw error;
  }
}

/** How the folders begin in which a run's copy lies until the run begins. */
export const preparingPrefix = '.preparing-';

function temporary(): { readonly parent: string; readonly prefix: string } {
  return { parent: tmpdir(), prefix: 'solarproof-import-' };
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
  { signal, failed }: { signal: AbortSignal | undefined; failed: (error: unknown) => never },
): Promise<{ sha256: string; bytes: number }> {
  const source = await open(from, 'r').catch((error: unknown) => {
    throw unreadableSource(error);
  });
  try {
    const target = await open(to, 'wx', 0o600).catch(failed);
    const hash = createHash('sha256');
    let bytes = 0;
    try {
      for await (const chunk of chunksOf(source)) {
        refuseInterrupted(signal);
        hash.update(chunk);
        bytes += chunk.length;
        await target.writeFile(chunk).catch(failed);
      }
    } finally {
      await target.close().catch(failed);
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

function unwritable(error: unknown, runsFolder: string | undefined): never {
  if (runsFolder !== undefined) throw unusable(runsFolder, systemCode(error));
  throw new SettingsError(
    'TEMPORARY_FOLDER_UNUSABLE',
    `The temporary folder cannot be written: ${tmpdir()} (${systemCode(error)}).`,
    ['Make room there, or name another in the environment (TMPDIR; on Windows TEMP).'],
  );
}
