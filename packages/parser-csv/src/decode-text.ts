import { noText, notUtf8 } from './encoding-errors.js';
import { legacyDecoder, type PieceDecoder } from './legacy-decoder.js';
import { utf16Decoder } from './utf16.js';

/**
 * Decodes bytes piece by piece; characters that are cut in two come out whole. A byte order mark at the start of a line is
 * taken off: files that were put together have one in the middle.
 * @throws SourceError where the bytes are not what `encoding` says, or hold NUL: then it is no text
 */
export async function* decodeText(
  bytes: AsyncIterable<Uint8Array>,
  encoding: string,
): AsyncGenerator<string, void> {
  const decoder = decoderOf(encoding);
  let before = '\n';
  const clean = (text: string): string => {
    if (text.includes('\u0000')) throw noText(true);
    const cleaned = text.includes('\uFEFF') ? withoutMarks(text, before) : text;
    before = cleaned.at(-1) ?? before;
    return cleaned;
  };
  for await (const piece of bytes) {
    const text = clean(decoder.write(piece));
    if (text !== '') yield text;
  }
  const rest = clean(decoder.end());
  if (rest !== '') yield rest;
}

/** The name that is used for an encoding throughout: `utf-8` for all names of UTF-8, others in lower case. */
export function encodingName(name: string): string {
  const lower = name.trim().toLowerCase();
  return /^utf[-_ ]?8$/.test(lower) ? 'utf-8' : lower;
}

function decoderOf(encoding: string): PieceDecoder {
  if (encoding === 'utf-8') return strictUtf8();
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return utf16Decoder(encoding);
  return legacyDecoder(encoding);
}

function strictUtf8(): PieceDecoder {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const decode = (bytes?: Uint8Array): string => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    } catch {
      throw notUtf8();
    }
  };
  return { write: decode, end: () => decode() };
}

function withoutMarks(text: string, before: string): string {
  const start = before === '\n' || before === '\r' ? text.replace(/^\uFEFF+/, '') : text;
  return start.replaceAll(/([\r\n])\uFEFF+/g, '$1');
}
