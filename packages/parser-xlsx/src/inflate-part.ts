import type { FileHandle } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { SourceError } from '@solarproof-import/core';
import { limits } from './limits.js';
import { damaged, notReadable, overLimit } from './source-errors.js';

const bytesAtOnce = 65_536;

/** Where the packed bytes of a part are, and what they must come to. */
export interface PackedPart {
  /** Of the first packed byte, from the start of the file. */
  readonly start: number;
  readonly packedBytes: number;
  /** 0 stored, 8 deflated (APPNOTE 4.4.5). */
  readonly method: number;
  readonly crc: number;
}

/** How large a part may become; default: `limits`. */
export interface Expansion {
  /** How many times its packed size, */
  readonly expansion?: number;
  /** once it is over so many bytes, */
  readonly freeBytes?: number;
  /** and never more bytes than that. */
  readonly bytes?: number;
  /** It is measured by what was unpacked so far, not by the whole part: for what fills the memory as it is read. */
  readonly atOnce?: boolean;
}

/**
 * Unpacks a part in a stream.
 * @throws SourceError where the bytes are damaged, differ from the checksum, or expand beyond what is allowed
 */
export async function* inflatePart(
  file: FileHandle,
  part: PackedPart,
  {
    expansion = limits.expansion,
    freeBytes = limits.expansionFreeBytes,
    bytes: most = Infinity,
    atOnce = false,
  }: Expansion = {},
): AsyncGenerator<Uint8Array, void> {
  let bytes = 0;
  let crc = 0;
  const taken = { bytes: 0 };
  for await (const piece of unpacked(file, part, taken)) {
    bytes += piece.length;
    crc = crc32(piece, crc);
    if (bytes > freeBytes && bytes > (atOnce ? taken.bytes : part.packedBytes) * expansion) {
      throw overLimit(`a part expands more than ${expansion}-fold`);
    }
    if (bytes > most) throw overLimit(`a part is over ${most >> 20} MB`);
    yield piece;
  }
  if (crc !== part.crc) throw damaged('the checksum of a part is wrong');
}

/** @param taken is told how many packed bytes have been used up */
async function* unpacked(
  file: FileHandle,
  part: PackedPart,
  taken: { bytes: number },
): AsyncGenerator<Uint8Array, void> {
  if (part.method === 0) {
    taken.bytes = part.packedBytes;
    return yield* packed(file, part);
  }
  if (part.method !== 8)
    throw notReadable('SOURCE_NOT_XLSX', 'This ZIP is packed in a way that no workbook is.');
  const inflate = createInflateRaw({ chunkSize: bytesAtOnce });
  // The error, if any, comes out of the loop below; the callback only keeps it from being thrown twice.
  pipeline(Readable.from(packed(file, part)), inflate, () => undefined);
  try {
    for await (const piece of inflate) {
      taken.bytes = inflate.bytesWritten;
      yield asBytes(piece);
    }
  } catch (error) {
    throw error instanceof SourceError ? error : damaged('a part cannot be unpacked');
  }
}

async function* packed(
  file: FileHandle,
  { start, packedBytes }: PackedPart,
): AsyncGenerator<Uint8Array, void> {
  for (let done = 0; done < packedBytes;) {
    const buffer = Buffer.allocUnsafe(Math.min(bytesAtOnce, packedBytes - done));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, start + done).catch(() => {
      throw damaged('it cannot be read to its end');
    });
    if (bytesRead === 0) throw damaged('it ends too early');
    done += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

function asBytes(piece: unknown): Uint8Array {
  if (piece instanceof Uint8Array) return piece;
  throw damaged('a part cannot be unpacked');
}
