import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { openRegular } from '../folder/open-regular.js';

/** The SHA-256 of a file's bytes, lower-case hex. @throws as `openRegular`; what is cut off, with the signal's reason as its cause */
export async function hashFile(file: string, signal?: AbortSignal): Promise<string> {
  const handle = await openRegular(file);
  try {
    const hash = createHash('sha256');
    const bytes = handle.createReadStream({ autoClose: false });
    await pipeline(bytes, hash, signal === undefined ? {} : { signal });
    return hash.digest('hex');
  } finally {
    await handle.close();
  }
}
