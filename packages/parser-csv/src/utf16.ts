import { mixedUtf16, notUtf16 } from './encoding-errors.js';
import type { PieceDecoder } from './legacy-decoder.js';
import { lineBreaksIn } from './line-breaks.js';

/** UTF-16 by the order of the two bytes. */
export type Utf16Encoding = 'utf-16le' | 'utf-16be';

const leastPlain = 0.05;

/**
 * Recognises UTF-16 without a byte order mark by the first bytes of a file. Text in any script has the plain characters that
 * make it a table (delimiters, line breaks, blanks, digits, e-mail addresses), each with a zero byte; read in the other order
 * they are none. Bytes with zeros that make control characters in both orders are no text.
 */
export function utf16Of(head: Uint8Array): Utf16Encoding | undefined {
  if (!head.includes(0) || isPlainButForZeros(head)) return undefined;
  const [le, be] = [plainShare(head, 1), plainShare(head, 0)];
  if (Math.max(le, be) < leastPlain || le === be) return undefined;
  return le > be ? 'utf-16le' : 'utf-16be';
}

/** Text of one byte a character with some zeros in it is no UTF-16: that has many, or bytes that such text has not. */
function isPlainButForZeros(head: Uint8Array): boolean {
  const zeros = head.filter((byte) => byte === 0).length;
  const foreign = head.filter(
    (byte) => byte > 127 || (byte > 0 && byte < 9) || (byte > 13 && byte < 32),
  ).length;
  return zeros < head.length * 0.3 && foreign < head.length * 0.1;
}

/** Share of characters that are printable ASCII or white space; 0 where one is a control character. */
function plainShare(head: Uint8Array, highByte: 0 | 1): number {
  const characters = Math.floor(head.length / 2);
  let plain = 0;
  for (let index = 0; index < characters; index += 1) {
    const high = head[2 * index + highByte] ?? 0;
    const low = head[2 * index + 1 - highByte] ?? 0;
    if (high !== 0) continue;
    if (low < 9 || (low > 13 && low < 32)) return 0;
    if (low < 127) plain += 1;
  }
  return characters === 0 ? 0 : plain / characters;
}

/**
 * Decodes UTF-16 and lets nothing pass that is none.
 * @returns a decoder that throws SourceError, with the line, at half a character
 */
export function utf16Decoder(encoding: Utf16Encoding): PieceDecoder {
  let line = 1;
  let endsInReturn = false;
  let left: Uint8Array = new Uint8Array();
  return {
    write(bytes) {
      const joined = Buffer.concat([left, bytes]);
      const even = joined.subarray(0, joined.length - (joined.length % 2));
      const units = encoding === 'utf-16be' ? even.swap16() : even;
      const whole = endsInHighSurrogate(units) ? units.subarray(0, -2) : units;
      // The rest is kept as it came.
      const rest = Buffer.from(joined.subarray(whole.length));
      if (encoding === 'utf-16be' && whole.length < units.length) rest.subarray(0, 2).swap16();
      left = rest;
      const text = whole.toString('utf16le');
      const [lineAtStart, wasReturn] = [line, endsInReturn];
      const lone = text.search(/\p{Surrogate}/u);
      line += lineBreaksIn(lone < 0 ? text : text.slice(0, lone), endsInReturn);
      if (lone >= 0) throw notUtf16(line);
      // CR and LF of one byte each, read as one character, which Unicode does not have.
      const foreign = encoding === 'utf-16le' ? text.indexOf('\u0A0D') : -1;
      if (foreign >= 0) throw mixedUtf16(lineAtStart + lineBreaksIn(text.slice(0, foreign), wasReturn));
      if (text !== '') endsInReturn = text.endsWith('\r');
      return text;
    },
    end() {
      if (left.length > 0) throw notUtf16(line);
      return '';
    },
  };
}

function endsInHighSurrogate(units: Buffer): boolean {
  const last = units.length < 2 ? 0 : units.readUInt16LE(units.length - 2);
  return last >= 0xd800 && last < 0xdc00;
}
