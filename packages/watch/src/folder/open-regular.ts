import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

/**
 * Opens a file of a share for reading: never through a link, which may lead out of the folder, and never a pipe, which would be waited
 * for without end.
 * @throws what the system says; an error with the code `EINVAL` for what is no regular file
 */
export async function openRegular(file: string): Promise<FileHandle> {
  // Windows has neither, and neither pipes nor links that anybody can make in a folder.
  const { O_NONBLOCK, O_NOFOLLOW, O_RDONLY }: Partial<typeof constants> = constants;
  const handle = await open(file, (O_RDONLY ?? 0) | (O_NONBLOCK ?? 0) | (O_NOFOLLOW ?? 0));
  try {
    if ((await handle.stat()).isFile()) return handle;
    throw Object.assign(new Error('no regular file'), { code: 'EINVAL' });
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** The text of a small file of a share; `''` where it is too large to be one of ours. @throws as `openRegular` */
export async function readSmallText(file: string): Promise<string> {
  const handle = await openRegular(file);
  try {
    return (await handle.stat()).size > largestText ? '' : await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}

/** In bytes; a note has less than a tenth of it. */
const largestText = 65_536;
