import { noText, notUtf8 } from './encoding-errors.js';
import { legacyDecoder, type PieceDecoder } from './legacy-decoder.js';
import { utf16Decoder } from './utf16.js';

/**
 * Decodes bytes piece by piece; characters that are cut in two come out whole. A byte order mark at the start of a line is
 * taken off: files that were put together have one in the middle. So is an end-of-file mark of DOS (0x1A) at the very end.
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
  let held = '';
  for await (const piece of bytes) {
    const text = held + clean(decoder.write(piece));
    const end = endMarkAt(text);
    held = text.slice(end);
    if (end > 0) yield text.slice(0, end);
  }
  const rest = held + clean(decoder.end());
  const end = endMarkAt(rest);
  if (end > 0) yield rest.slice(0, end);
}

/** Where the end-of-file mark stands that only a line break follows, if anything; else the end. */
function endMarkAt(text: string): number {
  const at = text.lastIndexOf('\u001A');
  return at >= 0 && ['', '\r', '\n', '\r\n'].includes(text.slice(at + 1, at + 4)) ? at : text.length;
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
