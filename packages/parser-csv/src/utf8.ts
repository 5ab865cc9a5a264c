import { isUtf8 } from 'node:buffer';

/** Says whether bytes are UTF-8, piece by piece. */
export class Utf8Check {
  #left: Uint8Array = new Uint8Array();
  #holds = true;

  add(piece: Uint8Array): void {
    if (!this.#holds) return;
    const joined = this.#left.length === 0 ? piece : Buffer.concat([this.#left, piece]);
    const whole = wholeCharacters(joined);
    this.#holds = isUtf8(joined.subarray(0, whole));
    this.#left = Uint8Array.from(joined.subarray(whole));
  }

  /** Whether all bytes so far are whole characters. */
  holds(): boolean {
    return this.#holds && this.#left.length === 0;
  }
}

/** What a text that is not UTF-8 throughout has of it. */
export interface Utf8Survey {
  /** Characters beyond ASCII that are valid. */
  readonly characters: number;
  /** Bytes that belong to none. */
  readonly strayBytes: number;
  /**
   * Characters that nothing but UTF-8 makes: a letter of western Europe behind a small one (José). As Windows-1252 that were a
   * capital Ã, Ä or Å and then a symbol, within a word of small letters.
   */
  readonly telling: number;
  /** The physical line of the first of these. */
  readonly tellingLine: number;
  /** The physical line of the first stray byte. */
  readonly line: number;
  /** The only fault is that the last character is not whole. */
  readonly isCutOff: boolean;
}

/** Goes through a file byte by byte: for those only that are not UTF-8. */
export async function surveyUtf8(bytes: AsyncIterable<Uint8Array>): Promise<Utf8Survey> {
  let survey = { characters: 0, telling: 0, tellingLine: 0, strayBytes: 0, line: 0 };
  let line = 1;
  let before = 0;
  let left: Uint8Array = new Uint8Array();
  const survey8 = (given: Uint8Array, end: number): void => {
    for (let at = 0; at < end;) {
      const byte = given[at] ?? 0;
      if (byte === 13 || (byte === 10 && before !== 13)) line += 1;
      const length = byte < 0x80 ? 1 : characterLength(given, at);
      if (length > 1) survey.characters += 1;
      if (length === 2 && byte >= 0xc3 && byte <= 0xc5 && isSmallLetter(before)) {
        survey.telling += 1;
        survey.tellingLine ||= line;
      }
      if (length === 1 && byte >= 0x80) {
        survey.strayBytes += 1;
        survey.line ||= line;
      }
      before = byte;
      at += length;
    }
  };
  for await (const piece of bytes) {
    const joined = Buffer.concat([left, piece]);
    const whole = wholeCharacters(joined);
    survey8(joined, whole);
    left = Uint8Array.from(joined.subarray(whole));
  }
  const isCutOff = survey.strayBytes === 0 && left.length > 0;
  survey8(left, left.length);
  return { ...survey, isCutOff };
}

function isSmallLetter(byte: number): boolean {
  return byte >= 0x61 && byte <= 0x7a;
}

/** Where the last character begins that is not whole, if it can become one; else the end. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) return lengthByLead(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** How many bytes the character takes that begins here; 1 where none does. */
function characterLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  const length = lengthByLead(lead);
  if (at + length > bytes.length) return 1;
  for (let next = at + 1; next < at + length; next += 1) {
    if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return 1;
  }
  // Longer than need be, half of a pair, or beyond Unicode (RFC 3629, section 4).
  const second = bytes[at + 1] ?? 0;
  const isNone =
    (lead === 0xe0 && second < 0xa0) ||
    (lead === 0xed && second > 0x9f) ||
    (lead === 0xf0 && second < 0x90) ||
    (lead === 0xf4 && second > 0x8f);
  return isNone ? 1 : length;
}

function lengthByLead(byte: number): number {
  if (byte >= 0xf0 && byte < 0xf5) return 4;
  if (byte >= 0xe0 && byte < 0xf0) return 3;
  return byte >= 0xc2 && byte < 0xe0 ? 2 : 1;
}
