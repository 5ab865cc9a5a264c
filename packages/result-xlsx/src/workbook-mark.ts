import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';

/**
 * A result workbook says in its core properties of which run it is, and who saved it last. They are read without an
 * XLSX reader (an adapter imports no other one): from the end of the zip file, its directory, one small part.
 * Structure: PKWARE APPNOTE 4.3.7 (local header), 4.3.12 (directory), 4.3.16 (its end).
 */

/** Who we are, in the workbook's properties. */
export const programName = 'solarproof-import';
const keyword = `${programName} run `;
const corePart = 'docProps/core.xml';
/** More than our own parts' directory ever takes; a foreign workbook's may be longer, and is then not ours. */
const tailBytes = 65_536;
const mostCoreBytes = 65_536;

/** The keywords of the workbook of a run. */
export function runKeywords(runId: string): string {
  return keyword + runId;
}

/**
 * Says whether a file is the workbook of this run, just as we wrote it. One that a spreadsheet program has saved since
 * may hold corrections, and is not: it must not be written over. Neither is anything that cannot be read.
 */
export async function isUntouchedResultOf(path: string, runId: string): Promise<boolean> {
  const core = await corePropertiesOf(path).catch(() => undefined);
  return (
    core !== undefined &&
    core.includes(`<cp:keywords>${runKeywords(runId)}</cp:keywords>`) &&
    core.includes(`<cp:lastModifiedBy>${programName}</cp:lastModifiedBy>`)
  );
}

async function corePropertiesOf(path: string): Promise<string | undefined> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const start = Math.max(0, size - tailBytes);
    const found = findCorePart(await readAt(file, start, size - start));
    if (found === undefined || found.packed > mostCoreBytes) return undefined;
    const header = await readAt(file, found.offset, 30);
    const dataAt = found.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    const packed = await readAt(file, dataAt, found.packed);
    const content =
      found.method === 0 ? packed : await promisify(inflateRaw)(packed, { maxOutputLength: mostCoreBytes });
    return content.toString('utf8');
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

interface PartPlace {
  readonly offset: number;
  readonly packed: number;
  readonly method: number;
}

/** Looks the part up in the directory: the last place where its name stands behind a directory header of 46 bytes. */
function findCorePart(tail: Buffer): PartPlace | undefined {
  for (let at = tail.lastIndexOf(corePart); at >= 46; at = tail.lastIndexOf(corePart, at - 1)) {
    const header = at - 46;
    if (tail.readUInt32LE(header) !== 0x02014b50 || tail.readUInt16LE(header + 28) !== corePart.length)
      continue;
    return {
      method: tail.readUInt16LE(header + 10),
      packed: tail.readUInt32LE(header + 20),
      offset: tail.readUInt32LE(header + 42),
    };
  }
  return undefined;
}
