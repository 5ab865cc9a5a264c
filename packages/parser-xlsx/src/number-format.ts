/**
 * What a number format (ECMA-376, 18.8.30 and 18.8.31) makes of a number, as far as it matters here: dates, and the
 * digits that stand for a phone or post code. All other formats leave the number as it is.
 */
export type CellFormat =
  | { readonly kind: 'plain' }
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

/** The format with one of the ids that workbooks do not spell out; those of East Asian dates (27–36, 50–58) too. */
export function builtInFormat(id: number): CellFormat {
  if (id === 46) return { kind: 'date', shows: 'elapsed' };
  if ((id >= 18 && id <= 21) || id === 45 || id === 47) return { kind: 'date', shows: 'time' };
  if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))
    return { kind: 'date', shows: 'date' };
  return plain;
}

/** Reads a format code, its first section: the one for positive numbers, and so for dates. */
export function parseFormat(code: string): CellFormat {
  const { tokens, elapsed } = tokensOf(code);
  if (elapsed) return { kind: 'date', shows: 'elapsed' };
  const letters = tokens.filter(({ literal }) => !literal).map(({ char }) => char.toLowerCase());
  const text = letters.join('');
  if (text.startsWith('general')) return plain;
  if (/[dy]/.test(text)) return { kind: 'date', shows: 'date' };
  if (/[hs]/.test(text)) return { kind: 'date', shows: 'time' };
  if (/m/.test(text)) return { kind: 'date', shows: 'date' };
  return digitFormat(tokens);
}

function tokensOf(code: string): { tokens: FormatToken[]; elapsed: boolean } {
  const tokens: FormatToken[] = [];
  let elapsed = false;
  // A quoted text, an escaped character, `_x` and `*x` (padding by x's width, filling), a bracket, or one character.
  for (const [whole, quoted, escaped, , bracket] of code.matchAll(
    /"([^"]*)"?|\\(.)|([_*])[^]?|\[([^\]]*)\]?|[^]/gu,
  )) {
    if (whole === ';') break;
    if (quoted !== undefined) tokens.push(...Array.from(quoted, (char) => ({ char, literal: true })));
    else if (escaped !== undefined) tokens.push({ char: escaped, literal: true });
    else if (bracket !== undefined) elapsed ||= /^(h+|m+|s+)$/i.test(bracket);
    else if (whole.length === 1 && !'_*'.includes(whole)) tokens.push({ char: whole, literal: false });
  }
  return { tokens, elapsed };
}

/** So many zeros are a phone's, whatever word stands with them (`"Tel "0000000000`); fewer may be an amount's. */
const zerosOfPhone = 6;

/** Formats of zeros, with the blanks, hyphens, brackets and digits that people put between the digits of a phone. */
function digitFormat(tokens: readonly FormatToken[]): CellFormat {
  const isDigit = ({ char, literal }: FormatToken): boolean => !literal && (char === '0' || char === '#');
  const places = tokens.filter(isDigit);
  const texts = tokens.filter((token) => !isDigit(token));
  const zeros = places.filter(({ char }) => char === '0').length;
  const onlyPhoneText = texts.every(
    ({ char, literal }) =>
      /[ ()+\-\u00A0]/.test(char) || (literal && (/\d/.test(char) || zeros >= zerosOfPhone)),
  );
  const leads = texts.some(({ char }) => /[\d+]/.test(char));
  if (!onlyPhoneText || places.length === 0 || (zeros < 2 && !leads)) return plain;
  const pattern = tokens.map((token): DigitToken => {
    return isDigit(token) ? { digit: token.char === '0' ? '0' : '#' } : { text: token.char };
  });
  return { kind: 'digits', pattern };
}
