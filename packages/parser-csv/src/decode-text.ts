import { SourceError } from '@solarproof-import/core';
import { legacyDecoder, type PieceDecoder } from './legacy-decoder.js';

/**
 * Decodes bytes piece by piece; characters that are cut in two come out whole.
 * @throws SourceError where the bytes are not what `encoding` says, or hold NUL: then it is no text
 */
export async function* decodeText(
  bytes: AsyncIterable<Uint8Array>,
  encoding: string,
): AsyncGenerator<string, void> {
  const decoder = encoding === 'utf-8' ? strictUtf8() : legacyDecoder(encoding);
  for await (const piece of bytes) {
    const text = withoutNul(decoder.write(piece));
    if (text !== '') yield text;
  }
  const rest = withoutNul(decoder.end());
  if (rest !== '') yield rest;
}

/** The name that is used for an encoding throughout: `utf-8` for all names of UTF-8, others in lower case. */
export function encodingName(name: string): string {
  const lower = name.trim().toLowerCase();
  return /^utf[-_ ]?8$/.test(lower) ? 'utf-8' : lower;
}

function strictUtf8(): PieceDecoder {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (bytes?: Uint8Array): string => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    } catch {
      throw new SourceError('SOURCE_ENCODING_WRONG', 'The file is not UTF-8 text throughout.', [
        'Save it as "CSV UTF-8", or name its encoding, e.g. --encoding windows-1252.',
      ]);
    }
  };
  return { write: decode, end: () => decode() };
}

function withoutNul(text: string): string {
  if (!text.includes('\u0000')) return text;
  throw new SourceError('SOURCE_NOT_TEXT', 'This is not a text file: it holds NUL characters.', [
    'Open it in the program it comes from and save it as CSV or as an Excel workbook (.xlsx).',
  ]);
}
