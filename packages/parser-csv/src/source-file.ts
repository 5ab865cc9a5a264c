import { open, type FileHandle } from 'node:fs/promises';
import { notAFile, unreadableSource } from '@solarproof-import/core';

const bytesAtOnce = 65_536;

/**
 * Opens a file for reading. The handle stays the same for every pass over the file, so that a file that is replaced
 * meanwhile cannot give half of each.
 * @throws SourceError where it is missing, a folder, or may not be read
 */
export async function openSourceFile(path: string): Promise<FileHandle> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw unreadableSource(error);
  });
  try {
    await assertFile(file);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function assertFile(file: FileHandle): Promise<void> {
  const found = await file.stat().catch((error: unknown) => {
    throw unreadableSource(error);
  });
  if (!found.isFile()) throw notAFile(found.isDirectory());
}

/**
 * The file's bytes, from its start unless another position is given. A piece is valid only until the next one is asked for.
 * While one is worked on, the next is being read.
 * @throws SourceError where reading fails
 */
export async function* sourceBytes(file: FileHandle, from = 0): AsyncGenerator<Uint8Array, void> {
  let [buffer, spare] = [Buffer.allocUnsafe(bytesAtOnce), Buffer.allocUnsafe(bytesAtOnce)];
  let position = from;
  let reading = readInto(buffer, file, position);
  try {
    for (;;) {
      const { bytesRead, error } = await reading;
      if (error !== undefined) throw unreadableSource(error);
      if (bytesRead === 0) return;
      position += bytesRead;
      const piece = buffer.subarray(0, bytesRead);
      [buffer, spare] = [spare, buffer];
      reading = readInto(buffer, file, position);
      yield piece;
    }
  } finally {
    await reading;
  }
}

/** Never rejects: nobody may be there to hear it. */
async function readInto(
  buffer: Buffer,
  file: FileHandle,
  position: number,
): Promise<{ readonly bytesRead: number; readonly error?: unknown }> {
  try {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
    return { bytesRead };
  } catch (error) {
    return { bytesRead: 0, error };
  }
}
