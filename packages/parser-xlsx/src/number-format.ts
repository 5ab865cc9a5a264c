import { limits } from './limits.js';

/**
 * What a number format (ECMA-376, 18.8.30 and 18.8.31) makes of a number, as far as it matters here: dates, and the
 * digits that stand for a phone or post code. All other formats leave the number as it is.
 */
export type CellFormat =
  | { readonly kind: 'plain' }
  /** A zero is not shown; other numbers, hidden on purpose, are read. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'date'; readonly shows: 'date' | 'time' | 'elapsed' }
  | { readonly kind: 'digits'; readonly pattern: readonly DigitToken[] };

/** One place of a pattern of digits: a digit that is always shown, one shown where there is one, or text. */
export type DigitToken = { readonly digit: '0' | '#' } | { readonly text: string };

interface FormatToken {
  readonly char: string;
  /** Quoted or escaped: shown as it is. */
  readonly literal: boolean;
}

const plain: CellFormat = { kind: 'plain' };

/** The formats of a code's sections, and which numbers each is for. */
export interface NumberFormat {
  readonly sections: readonly { readonly isFor: (value: number) => boolean; readonly format: CellFormat }[];
}

/** What a number format makes of one number. */
export function formatOf(value: number, { sections }: NumberFormat): CellFormat {
  return sections.find(({ isFor }) => isFor(value))?.format ?? plain;
}

/** The format of numbers that no style says anything of; and of all that leave them as they are. */
export const plainFormat: NumberFormat = { sections: [] };

/** The format with one of the ids that workbooks do not spell out; those of East Asian dates (27–36, 50–58) too. */
export function builtInFormat(id: number): NumberFormat {
  if (id === 46) return forAll({ kind: 'date', shows: 'elapsed' });
  if ((id >= 18 && id <= 21) || id === 45 || id === 47) return forAll({ kind: 'date', shows: 'time' });
  if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))
    return forAll({ kind: 'date', shows: 'date' });
  return plainFormat;
}

/** Reads a format code: up to three sections for numbers, the fourth is for text (ECMA-376, 18.8.31). */
export function parseFormat(code: string): NumberFormat {
  if (code.length > limits.formatCodeCharacters) return plainFormat;
  const all = sectionsOf(code).slice(0, 3);
  const formats = all.map(({ tokens, elapsed }, index): CellFormat => {
    // People hide zeros with an empty section: a cell that is linked to a blank one shows nothing then.
    const isForFew = index === 2 || all[index]?.condition !== undefined;
    if (isForFew && tokens.length === 0 && !elapsed) return { kind: 'nothing' };
    return elapsed ? { kind: 'date', shows: 'elapsed' } : sectionFormat(tokens);
  });
  if (formats.every(({ kind }) => kind === 'plain')) return plainFormat;
  return {
    sections: formats.map((format, index) => ({
      format,
      isFor: all[index]?.condition ?? usualCondition(index, all.length),
    })),
  };
}

function forAll(format: CellFormat): NumberFormat {
  return { sections: [{ format, isFor: () => true }] };
}

/** Positive; negative; zero. With fewer sections, the first is for zero too, or for all. */
function usualCondition(index: number, sections: number): (value: number) => boolean {
  if (sections === 1 || index === 2) return () => true;
  if (index === 1) return sections === 2 ? () => true : (value) => value < 0;
  return sections === 2 ? (value) => value >= 0 : (value) => value > 0;
}

function sectionFormat(tokens: readonly FormatToken[]): CellFormat {
  const letters = tokens.filter(({ literal }) => !literal).map(({ char }) => char.toLowerCase());
  const text = letters.join('');
  if (text.startsWith('general')) return plain;
  if (/[dy]/.test(text)) return { kind: 'date', shows: 'date' };
  if (/[hs]/.test(text)) return { kind: 'date', shows: 'time' };
  if (/m/.test(text)) return { kind: 'date', shows: 'date' };
  return digitFormat(tokens);
}

interface Section {
  readonly tokens: FormatToken[];
  elapsed: boolean;
  condition?: (value: number) => boolean;
}

function sectionsOf(code: string): readonly Section[] {
  const sections: Section[] = [];
  let section: Section = { tokens: [], elapsed: false };
  sections.push(section);
  // A quoted text, an escaped character, `_x` and `*x` (padding by x's width, filling), a bracket, or one character.
  for (const [whole, quoted, escaped, , bracket] of code.matchAll(
    /"([^"]*)"?|\\(.)|([_*])[^]?|\[([^\]]*)\]?|[^]/gu,
  )) {
    if (whole === ';') sections.push((section = { tokens: [], elapsed: false }));
    else if (quoted !== undefined)
      section.tokens.push(...Array.from(quoted, (char) => ({ char, literal: true })));
    else if (escaped !== undefined) section.tokens.push({ char: escaped, literal: true });
    else if (bracket !== undefined) readBracket(bracket, section);
    else if (whole.length === 1 && !'_*'.includes(whole))
      section.tokens.push({ char: whole, literal: false });
  }
  return sections;
}

/** `h`, `mm`, `ss` count on beyond a day, an hour, a minute; `<=9999` is a condition; all else is colour or locale. */
function readBracket(text: string, section: Section): void {
  section.elapsed ||= /^(h+|m+|s+)$/i.test(text);
  const [, compared = '', to] = /^(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)$/.exec(text) ?? [];
  if (to === undefined) return;
  const limit = Number(to);
  section.condition = (value) =>
    (compared.includes('<') && value < limit) ||
    (compared.includes('>') && value > limit) ||
    (compared.includes('=') && value === limit);
}

/** So many zeros are a phone's or post code's, whatever word stands with them (`"Tel "0000000000`); fewer may be an amount's. */
const zerosOfPhone = 4;

/** Formats of zeros, with the blanks, hyphens, brackets and digits that people put between the digits of a phone. */
function digitFormat(tokens: readonly FormatToken[]): CellFormat {
  const isDigit = ({ char, literal }: FormatToken): boolean => !literal && (char === '0' || char === '#');
  const firstZero = tokens.findIndex((token) => isDigit(token) && token.char === '0');
  // Right of a zero, `#` shows one too.
  const pattern = tokens.map((token, index): DigitToken => {
    if (!isDigit(token)) return { text: token.char };
    return { digit: firstZero >= 0 && index >= firstZero ? '0' : '#' };
  });
  const zeros = pattern.filter((token) => 'digit' in token && token.digit === '0').length;
  const texts = tokens.filter((token) => !isDigit(token));
  const onlyPhoneText = texts.every(
    ({ char, literal }) => /[ ()+\-\u00A0\u2011\d]/.test(char) || (literal && zeros >= zerosOfPhone),
  );
  const leads = texts.some(({ char }) => /[\d+]/.test(char));
  const hasPlaces = pattern.some((token) => 'digit' in token);
  return onlyPhoneText && hasPlaces && (zeros >= 2 || leads) ? { kind: 'digits', pattern } : plain;
}
