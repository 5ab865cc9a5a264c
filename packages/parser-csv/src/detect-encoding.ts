import { SourceError } from '@solarproof-import/core';
import { encodingName } from './decode-text.js';
import { limits } from './limits.js';

/** What the bytes are text in. `guessed` where nothing proves it. */
export interface DetectedEncoding {
  readonly encoding: string;
  readonly guessed: boolean;
}

type ProvenEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/**
 * Decides by the whole file: a BOM counts, then UTF-16 by its zero bytes, then UTF-8 if every byte of the file fits it
 * (other text hardly ever does), else Windows-1252, as the programs of this trade save it.
 * @param named what a person says it is, which overrules all that
 * @throws SourceError where the file is empty or no text
 */
export async function detectEncoding(
  bytes: AsyncIterable<Uint8Array>,
  named?: string,
): Promise<DetectedEncoding> {
  const { head, isUtf8 } = await readThrough(bytes);
  if (head.length === 0) {
    throw new SourceError('SOURCE_EMPTY', 'The file is empty.', [
      'Check that it was saved or downloaded whole.',
    ]);
  }
  if (named !== undefined) return { encoding: encodingName(named), guessed: false };
  const proven = byMark(head) ?? byZeroBytes(head);
  if (proven) return { encoding: proven, guessed: false };
  if (!isPlainText(head)) {
    throw new SourceError('SOURCE_NOT_TEXT', 'This is not a text file, so it is no CSV.', [
      'Open it in the program it comes from and save it as CSV or as an Excel workbook (.xlsx).',
    ]);
  }
  return isUtf8 ? { encoding: 'utf-8', guessed: false } : { encoding: 'windows-1252', guessed: true };
}

/** Says whether a file that starts with these bytes can be text, and so perhaps a CSV. A few thousand are enough. */
export function looksLikeText(firstBytes: Uint8Array): boolean {
  const head = firstBytes.subarray(0, limits.headBytes);
  return head.length > 0 && (isPlainText(head) || (byMark(head) ?? byZeroBytes(head)) !== undefined);
}

async function readThrough(bytes: AsyncIterable<Uint8Array>): Promise<{ head: Buffer; isUtf8: boolean }> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  let head = Buffer.alloc(0);
  for await (const piece of bytes) {
    if (head.length < limits.headBytes) {
      head = Buffer.concat([head, piece.subarray(0, limits.headBytes - head.length)]);
    }
    isUtf8 &&= accepts(() => utf8.decode(piece, { stream: true }));
  }
  isUtf8 &&= accepts(() => utf8.decode());
  return { head, isUtf8 };
}

function accepts(decode: () => string): boolean {
  try {
    decode();
    return true;
  } catch {
    return false;
  }
}

function byMark(head: Uint8Array): ProvenEncoding | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** Western text in UTF-16 has a zero in nearly every second byte, and hardly one in the others. */
function byZeroBytes(head: Uint8Array): ProvenEncoding | undefined {
  const zeros = [0, 0];
  head.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const many = head.length * 0.35;
  const few = head.length * 0.02;
  if (odd > many && even <= few) return 'utf-16le';
  if (even > many && odd <= few) return 'utf-16be';
  return undefined;
}

function isPlainText(head: Uint8Array): boolean {
  const controls = head.filter((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 26)).length;
  return !head.includes(0) && controls <= head.length * 0.01;
}
