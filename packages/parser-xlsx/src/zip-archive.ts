import { open, type FileHandle } from 'node:fs/promises';
import { emptySource, notAFile, unreadableSource } from '@solarproof-import/core';
import { fromFdPromise, type Entry, type ZipFile } from 'yauzl';
import { inflatePart, type Expansion } from './inflate-part.js';
import { limits } from './limits.js';
import { damaged, notReadable, overLimit } from './source-errors.js';

/** The parts of a ZIP, found by name without case, `/` between folders, no `/` at the start. */
export interface Archive {
  has(name: string): boolean;
  /** The names of all parts, in lower case. */
  names(): readonly string[];
  /**
   * A part's bytes, unpacked in a stream, its checksum checked at the end. May be called again, and side by side.
   * @throws SourceError where the part is missing, encrypted or damaged, or expands beyond reason
   */
  read(name: string, expansion?: Expansion): AsyncIterable<Uint8Array>;
  /** Lets go of the file. May be called twice. */
  close(): Promise<void>;
}

/**
 * Opens a ZIP and reads its directory. yauzl reads the directory only: the bytes are read here, so that closing is one
 * clear act, and neither declared sizes nor yauzl's file counting have to be relied on.
 * @throws SourceError where the file cannot be read or is no whole ZIP
 */
export async function openArchive(path: string): Promise<Archive> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw unreadableSource(error);
  });
  try {
    await assertZip(file);
    return await describe(file);
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Says whether a file that starts with these bytes is a ZIP, which every XLSX is. */
export function looksLikeXlsx(firstBytes: Uint8Array): boolean {
  const [p, k, three, four] = firstBytes;
  return p === 0x50 && k === 0x4b && three === 3 && four === 4;
}

async function assertZip(file: FileHandle): Promise<void> {
  const found = await file.stat();
  if (!found.isFile()) throw notAFile(found.isDirectory());
  const head = Buffer.alloc(8);
  const { bytesRead } = await file.read(head, 0, head.length, 0).catch((error: unknown) => {
    throw unreadableSource(error);
  });
  if (bytesRead === 0) throw emptySource();
  if (head.toString('hex') === 'd0cf11e0a1b11ae1') {
    const message = 'This is an old Excel workbook (97–2003) or one with a password; neither is read.';
    throw notReadable('SOURCE_OLD_EXCEL', message);
  }
  if (!looksLikeXlsx(head)) throw notReadable('SOURCE_NOT_XLSX', 'This is not an Excel workbook (.xlsx).');
}

async function describe(file: FileHandle): Promise<Archive> {
  const zip = await fromFdPromise(file.fd, { decodeStrings: false }).catch(() => {
    throw damaged('its end is missing, so it was not downloaded or copied to the end');
  });
  if (zip.entryCount > limits.parts) throw overLimit(`it has ${zip.entryCount} parts`);
  const { parts, twice } = await readDirectory(zip);
  const read = (name: string, expansion?: Expansion): AsyncIterable<Uint8Array> => {
    const key = partKey(name);
    const part = parts.get(key);
    if (part === undefined) throw damaged(`its part ${name} is missing`);
    if (twice.has(key)) throw damaged(`its part ${name} is there twice`);
    return readPart(part, { file, zip, expansion });
  };
  return {
    has: (name) => parts.has(partKey(name)),
    names: () => [...parts.keys()],
    read,
    close: () => file.close(),
  };
}

async function readDirectory(zip: ZipFile): Promise<{ parts: Map<string, Entry>; twice: Set<string> }> {
  const parts = new Map<string, Entry>();
  const twice = new Set<string>();
  try {
    for await (const part of zip.eachEntry()) {
      const key = partKey(part.fileNameRaw.toString('utf8'));
      if (parts.has(key)) twice.add(key);
      parts.set(key, part);
    }
  } catch {
    throw damaged('its directory cannot be read');
  }
  return { parts, twice };
}

async function* readPart(
  part: Entry,
  { file, zip, expansion }: { file: FileHandle; zip: ZipFile; expansion: Expansion | undefined },
): AsyncGenerator<Uint8Array, void> {
  if (part.isEncrypted())
    throw notReadable('SOURCE_ENCRYPTED', 'This workbook is encrypted, which is not read.');
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(part, { minimal: true }).catch(() => {
    throw damaged('a part is not where its directory says');
  });
  const { compressedSize: packedBytes, compressionMethod: method, crc32: crc } = part;
  yield* inflatePart(file, { start: fileDataStart, packedBytes, method, crc }, expansion);
}

/** Some writers put `\` between folders, a `/` before them, or another case than the relationships have. */
function partKey(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
}
