/*
 * Text that is UTF-8 and was read as Windows-1252: each character beyond ASCII has become two or three, the first of them one
 * of few (Ã, Â, â …), the others out of a small set. Windows-1252 is that of the Encoding Standard (WHATWG, index-windows-1252).
 */

/** The characters that Windows-1252 has at 0x80 to 0x9F; the five that it has not are control characters of the same number. */
const high = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

/** A lead byte of UTF-8 as Windows-1252 shows it, followed by a continuation byte. */
const sign = /[\u00C2-\u00F4][\u0080-\u00BF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/;

/** What people write beyond ASCII: letters, marks, and a few signs. */
const written = /^[\p{L}\p{M}\p{N}\p{Zs}\p{P}\p{Sc}\p{Sm}°®™©\s!-~]*$/u;

const letterBeyondAscii = /[^\P{L}A-Za-z]/u;

/** Says whether a text shows the signs of UTF-8 that was read as Windows-1252, and can be restored. Cheap. */
export function hasMojibake(text: string): boolean {
  return sign.test(text) && unmangled(text) !== text;
}

/** Says whether a text has a letter beyond ASCII that is right as it stands: its column was read in the right encoding. */
export function hasProperAccents(text: string): boolean {
  return letterBeyondAscii.test(text) && !hasMojibake(text);
}

/** The text as it was meant; the text itself where not all of it is of that kind. Text that was mangled twice is mended twice. */
export function unmangled(text: string): string {
  let found = text;
  let decoded: string | undefined = text;
  // Ends: what is decoded is shorter each time.
  while (decoded !== undefined && sign.test(decoded)) {
    decoded = decodedOnce(decoded);
    // In between stand characters that nobody writes, as in "Ã¸".
    if (decoded !== undefined && written.test(decoded)) found = decoded;
  }
  return found;
}

/** Every character as its byte of Windows-1252, those bytes read as UTF-8; `undefined` where either cannot be done. */
function decodedOnce(text: string): string | undefined {
  let escaped = '';
  for (const character of text) {
    const byte = byteOf(character);
    if (byte === undefined) return undefined;
    escaped += `%${byte.toString(16).padStart(2, '0')}`;
  }
  try {
    // The one strict UTF-8 decoder that is part of the language itself (ECMA-262, 19.2.6.5).
    return decodeURIComponent(escaped);
  } catch {
    return undefined;
  }
}

function byteOf(character: string): number | undefined {
  const code = character.codePointAt(0) ?? 0;
  // Programs that read as ISO 8859-1 leave control characters at 0x80 to 0x9F.
  if (code <= 0xff) return code;
  const index = high.indexOf(character);
  return index < 0 ? undefined : 0x80 + index;
}
