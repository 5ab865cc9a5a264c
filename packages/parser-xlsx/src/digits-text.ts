import type { DigitToken } from './number-format.js';

/**
 * A whole number as a pattern of digits shows it: 412345678 by `0000 000 000` is `0412 345 678`. Digits fill the
 * pattern from the right; those left over stand before its first place.
 * @param digits the number, decimal digits only
 */
export function digitsText(digits: string, pattern: readonly DigitToken[]): string {
  const first = pattern.findIndex((token) => 'digit' in token);
  let rest = digits;
  let shown = '';
  for (let at = pattern.length - 1; at >= 0; at -= 1) {
    const token = pattern[at];
    if (token === undefined) break;
    if ('text' in token) shown = token.text + shown;
    else {
      const digit = rest.slice(-1) || (token.digit === '0' ? '0' : '');
      rest = rest.slice(0, -1);
      shown = (at === first ? rest : '') + digit + shown;
    }
  }
  return shown;
}
