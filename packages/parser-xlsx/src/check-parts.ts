import { openArchive } from './zip-archive.js';

/**
 * Unpacks every part of a workbook, and checks it against its checksum.
 * @param signal ends it between two parts; nothing is said then
 * @throws SourceError where the file is no whole ZIP, or one of its parts is damaged
 */
export async function checkParts(path: string, signal?: AbortSignal): Promise<void> {
  const archive = await openArchive(path);
  try {
    for (const name of archive.names()) {
      if (signal?.aborted) return;
      for await (const _piece of archive.read(name));
    }
  } finally {
    await archive.close();
  }
}
