import { open, type FileHandle } from 'node:fs/promises';
import { SourceError, unreadableSource } from '@solarproof-import/core';

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
  const isFile = await file.stat().then((stat) => stat.isFile());
  if (isFile) return file;
  await file.close();
  throw new SourceError('SOURCE_NOT_A_FILE', 'This is a folder or a device, not a file.', [
    'Name the file in it.',
  ]);
}

/**
 * The file's bytes from its start. A piece is valid only until the next one is asked for.
 * @throws SourceError where reading fails
 */
export async function* sourceBytes(file: FileHandle): AsyncGenerator<Uint8Array, void> {
  const buffer = Buffer.allocUnsafe(bytesAtOnce);
  for (let position = 0; ;) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, position).catch((error: unknown) => {
      throw unreadableSource(error);
    });
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
