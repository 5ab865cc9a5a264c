import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SourceError } from '@solarproof-import/core';

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
 * Copies a file into a folder of its own that only this user may enter.
 * @throws SourceError where the file is missing, no regular file, locked or not readable
 */
export async function takeSnapshot(file: string): Promise<Snapshot> {
  await refuseWhatIsNoFile(file);
  const folder = await mkdtemp(path.join(tmpdir(), 'solarproof-import-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true, maxRetries: 3 });
  try {
    const copy = path.join(folder, 'source');
    return { path: copy, ...(await copyFile(file, copy)), remove };
  } catch (error) {
    await remove();
    throw unreadable(error);
  }
}

async function refuseWhatIsNoFile(file: string): Promise<void> {
  const found = await stat(file).catch((error: unknown) => {
    throw unreadable(error);
  });
  if (found.isDirectory()) {
    throw new SourceError('SOURCE_NOT_A_FILE', 'This is a folder, not a file.', [
      'Name the CSV or Excel file in it.',
    ]);
  }
  if (!found.isFile())
    throw new SourceError('SOURCE_NOT_A_FILE', 'This is no regular file.', [
      'Save it as a CSV or Excel file first.',
    ]);
}

async function copyFile(from: string, to: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  const target = await open(to, 'wx', 0o600);
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(from) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
      await target.writeFile(chunk);
    }
  } finally {
    await target.close();
  }
  return { sha256: hash.digest('hex'), bytes };
}

function unreadable(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new SourceError('SOURCE_MISSING', 'There is no such file.', ['Check the name and the folder.']);
    case 'EACCES':
    case 'EPERM':
      return new SourceError('SOURCE_UNREADABLE', 'You may not read this file.', [
        'Check its permissions, or copy it to a folder of your own.',
      ]);
    case 'EBUSY':
      return new SourceError('SOURCE_LOCKED', 'Another program has it open and locked.', [
        'Close it there, then run again.',
      ]);
    default:
      return error;
  }
}
