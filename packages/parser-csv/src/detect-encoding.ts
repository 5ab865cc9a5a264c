import { emptySource } from '@solarproof-import/core';
import { encodingName } from './decode-text.js';
import {
  cutOff,
  mixed,
  mixedLines,
  mixedUtf16,
  namedWrongly,
  noText,
  notUtf8,
  unknownText,
  utf32,
} from './encoding-errors.js';
import { limits } from './limits.js';
import { surveyUtf8, Utf8Check } from './utf8.js';
import { utf16Of, type Utf16Encoding } from './utf16.js';

/** What the bytes are text in. `guessed` where nothing proves it. */
export interface DetectedEncoding {
  readonly encoding: string;
  readonly guessed: boolean;
  /** Bytes of a UTF-8 mark at the start that the encoding would take for text. */
  readonly foreignMark: number;
}

type ProvenEncoding = 'utf-8' | Utf16Encoding;
type Bytes = () => AsyncIterable<Uint8Array>;

/**
 * Decides by the whole file: a BOM counts, then UTF-16 by its zero bytes, then UTF-8 if every byte of the file fits it
 * (other text hardly ever does), else Windows-1252, as the programs of this trade save it. A file of which most is UTF-8 and
 * some is not is refused: whichever way it were read, names would be broken.
 * @param bytes gives the file's bytes from its start, each time
 * @param named what a person says it is, which overrules all that the bytes do not plainly contradict
 * @throws SourceError where the file is empty, no text, or text in two encodings or another than the named one
 */
export async function detectEncoding(bytes: Bytes, named?: string): Promise<DetectedEncoding> {
  const { head, isUtf8, hasZero } = await readThrough(bytes());
  if (head.length === 0) throw emptySource();
  const mark = byMark(head);
  const proven = mark ?? utf16Of(head);
  if (named !== undefined) return byName(encodingName(named), { bytes, mark, proven, isUtf8, hasZero });
  if (proven === 'utf-16le' || proven === 'utf-16be') {
    // A table in UTF-16 has delimiters and line breaks, and so zero bytes.
    if (!hasZero) throw mixedUtf16();
    return found(proven);
  }
  if (!isPlainText(head) || hasZero) throw noText(hasZero);
  if (isUtf8) return found('utf-8');
  const survey = await surveyUtf8(bytes());
  if (survey.isCutOff && survey.characters > 0) throw cutOff(survey.line);
  if (survey.characters > survey.strayBytes) throw mixed(survey.line);
  if (mark === 'utf-8') throw notUtf8(survey.line);
  if (isMostlyHigh(head)) throw unknownText();
  if (survey.telling >= 2) throw mixedLines({ utf8: survey.tellingLine, other: survey.line });
  return { encoding: 'windows-1252', guessed: true, foreignMark: 0 };
}

interface Known {
  readonly bytes: Bytes;
  readonly mark: ProvenEncoding | undefined;
  readonly proven: ProvenEncoding | undefined;
  readonly isUtf8: boolean;
  readonly hasZero: boolean;
}

async function byName(
  encoding: string,
  { bytes, mark, proven, isUtf8, hasZero }: Known,
): Promise<DetectedEncoding> {
  const isUtf16 = proven === 'utf-16le' || proven === 'utf-16be';
  if (/^(?:utf-?16|ucs-?2)/.test(encoding)) {
    // A table in UTF-16 has delimiters and line breaks, and so zero bytes.
    if (mark === 'utf-8' || !hasZero) throw namedWrongly(encoding, false);
    return found(isUtf16 && (mark !== undefined || !/[bl]e$/.test(encoding)) ? proven : byOrder(encoding));
  }
  if (isUtf16) throw namedWrongly(encoding, true);
  if (hasZero) throw noText(hasZero);
  if (encoding !== 'utf-8') return { ...found(encoding), foreignMark: mark === 'utf-8' ? 3 : 0 };
  if (isUtf8) return found('utf-8');
  const { line, isCutOff } = await surveyUtf8(bytes());
  throw isCutOff ? cutOff(line) : notUtf8(line);
}

function byOrder(encoding: string): Utf16Encoding {
  return encoding.endsWith('be') ? 'utf-16be' : 'utf-16le';
}

function found(encoding: string): DetectedEncoding {
  return { encoding, guessed: false, foreignMark: 0 };
}

async function readThrough(
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ head: Buffer; isUtf8: boolean; hasZero: boolean }> {
  const utf8 = new Utf8Check();
  let hasZero = false;
  let head = Buffer.alloc(0);
  for await (const piece of bytes) {
    if (head.length < limits.headBytes) {
      head = Buffer.concat([head, piece.subarray(0, limits.headBytes - head.length)]);
      if (isUtf32(head)) throw utf32();
    }
    utf8.add(piece);
    hasZero ||= piece.includes(0);
  }
  return { head, isUtf8: utf8.holds(), hasZero };
}

function byMark(head: Uint8Array): ProvenEncoding | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return undefined;
}

function isUtf32(head: Uint8Array): boolean {
  const [a, b, c, d] = head;
  return (a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff);
}

function isPlainText(head: Uint8Array): boolean {
  const controls = head.filter((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 26)).length;
  // A few strays do not make a short list something else.
  return !head.includes(0) && controls <= Math.max(2, head.length * 0.01);
}

function isMostlyHigh(head: Uint8Array): boolean {
  return head.filter((byte) => byte >= 0x80).length > head.length / 2;
}
