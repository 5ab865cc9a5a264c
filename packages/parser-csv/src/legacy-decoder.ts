import { TextDecoder } from 'node:util';
import iconv from 'iconv-lite';

/** Turns bytes into text, however they are cut. */
export interface PieceDecoder {
  write(bytes: Uint8Array): string;
  /** What was still held back at the end. */
  end(): string;
}

// iconv-lite counts these among its encodings; they are no encodings of text.
const notText = new Set(['base64', 'hex', 'binary', 'internal', 'utf7imap']);

/** Says whether text in this encoding can be read, by any name that is known for it. */
export function isKnownEncoding(name: string): boolean {
  return !notText.has(name.toLowerCase().replace(/[^a-z0-9]/g, '')) && iconv.encodingExists(name);
}

/** A decoder for any encoding but UTF-8; bytes that mean nothing in it become U+FFFD. A BOM is taken off. */
export function legacyDecoder(encoding: string): PieceDecoder {
  const multiByte = multiByteDecoder(encoding);
  if (multiByte)
    return { write: (bytes) => multiByte.decode(bytes, { stream: true }), end: () => multiByte.decode() };
  const decoder = iconv.getDecoder(encoding);
  return {
    write: (bytes) => decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
    end: () => decoder.end() ?? '',
  };
}

/**
 * The platform's decoder for the encodings of several bytes a character: iconv-lite 0.7.3 loses characters of gb18030 that are
 * cut in two. Single-byte ones stay with iconv-lite: some Node versions read windows-1252 as Latin-1 (nodejs/node 56542).
 */
function multiByteDecoder(encoding: string): TextDecoder | undefined {
  try {
    const decoder = new TextDecoder(encoding);
    return /^(?:gb|big5|euc-|shift_jis|iso-2022)/.test(decoder.encoding) ? decoder : undefined;
  } catch {
    return undefined;
  }
}
