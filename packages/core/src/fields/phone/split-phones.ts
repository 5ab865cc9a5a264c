import { phoneKind } from './around-phone.js';
import { compactPhone } from './compact-phone.js';

/** Fewer digits are no number of their own. */
const leastDigits = 6;
/** Where only a bare slash or hyphen parts them, as it also does within a number, each has to be a whole local number. */
const leastDigitsAtSlash = 8;
/** A longer cell holds prose. */
const longestCell = 200;

const one = /^[\s+(]{0,3}\d[\d\s().-]{5,18}$/;

/** Several numbers in a cell, each with what belongs to it; a cell that holds no several is its own only piece. */
export function splitPhones(text: string): readonly string[] {
  if (one.test(text) && digitsIn(text) < 2 * leastDigits) return [text];
  return pieces(text) ?? [text];
}

const label = String.raw`(?:[([]${phoneKind}[)\]]|${phoneKind}[.:)]{0,2})`;

/** What stands between two numbers: words, signs, line breaks, or the label of the second. */
const between = new RegExp(
  String.raw`\s(?:or|and|[/\-–])\s|[;,|&\n\r]|:::|\/(?=\s|\(?0|\+|1[38]00)|\s(?=${label}\s?[+(\d])`,
  'i',
);
/** What stands behind the first, where labels follow their numbers. */
const behindLabel = new RegExp(String.raw`(?<=\d\s?\(${phoneKind}\))\s`, 'i');

/** The pieces of a cell of several numbers; `undefined` where it holds one or none. */
export function pieces(text: string): readonly string[] | undefined {
  if (text.length > longestCell || digitsIn(text) < 2 * leastDigits) return undefined;
  return (
    (text.endsWith(')') ? partedBy(text, behindLabel, leastDigits) : undefined) ??
    partedBy(text, between, leastDigits) ??
    inARow(text) ??
    partedBy(text, /[/-]/, leastDigitsAtSlash)
  );
}

function partedBy(text: string, sign: RegExp, least: number): readonly string[] | undefined {
  const found = text.split(sign).flatMap((piece) => piece.trim() || []);
  return found.length < 2 || found.some((piece) => digitsIn(piece) < least)
    ? undefined
    : found.flatMap((piece) => pieces(piece) ?? [piece]);
}

/** Whole numbers; none of them is the beginning of another, so that there is one way only to read a row of them. */
const whole = /^(?:(?:\+61|0061|001161)0?[23478]\d{8}|0[234578]\d{8}|1[38]00\d{6})$/;

/** Whole numbers with nothing but spaces between them. */
function inARow(text: string): readonly string[] | undefined {
  if (!/^[\d\s+().-]+$/.test(text)) return undefined;
  const found: string[] = [];
  let open = '';
  for (const word of text.trim().split(/\s+/)) {
    open = open === '' ? word : `${open} ${word}`;
    if (!whole.test(compactPhone(open))) continue;
    found.push(open);
    open = '';
  }
  return open === '' && found.length > 1 ? found : undefined;
}

function digitsIn(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) count += 1;
  }
  return count;
}
