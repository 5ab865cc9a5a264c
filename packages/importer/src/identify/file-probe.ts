import type { FileHandle } from 'node:fs/promises';
import { unreadableSource } from '@solarproof-import/core';

/** What a file is told by: its first and its last bytes, and those as text where they can be text. */
export interface FileProbe {
  readonly head: Uint8Array;
  readonly size: number;
  /** The first characters, without a byte order mark and white space before them; characters beyond ASCII may be wrong. */
  readonly text: string;
  /** The last characters, without white space after them. */
  readonly ending: string;
}

const headBytes = 65_536;
const tailBytes = 4_096;

/**
 * Reads what a file is told by: never more than its ends, however big it is.
 * @throws SourceError where reading fails
 */
export async function probeFile(file: FileHandle): Promise<FileProbe> {
  const { size } = await file.stat();
  const head = await readAt(file, 0, headBytes);
  const tail = await readAt(file, Math.max(0, size - tailBytes), tailBytes);
  return probeOf(head, tail, size);
}

/** The same from bytes that are already read. @param tail the file's last bytes */
export function probeOf(head: Uint8Array, tail: Uint8Array, size: number): FileProbe {
  const encoding = asciiShape(head);
  const decode = (bytes: Uint8Array): string => new TextDecoder(encoding).decode(bytes);
  // Two bytes make a character of UTF-16, so the tail begins at a character only where its length is as the file's.
  const whole = encoding.startsWith('utf-16') ? tail.subarray((tail.length - size) & 1) : tail;
  return { head, size, text: decode(head).trimStart(), ending: decode(whole).trimEnd() };
}

/** Bytes of a file from a position on; fewer where it ends before. @throws SourceError where reading fails */
export async function readAt(file: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position).catch((error: unknown) => {
    throw unreadableSource(error);
  });
  return buffer.subarray(0, bytesRead);
}

/** Good enough for what formats begin with, which is ASCII; a CSV's reader looks closer. */
function asciiShape([first, second, third, fourth]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xef && second === 0xbb) return 'utf-8';
  if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return 'utf-16le';
  if (first === 0 && second !== 0 && third === 0 && fourth !== 0) return 'utf-16be';
  return 'windows-1252';
}
