// The dots, hyphens and slashes within one number, also those that only word processors write; a stray comma at an end.
const separators = /[\s().\-\u2010-\u2015\u2212/_[\]·•]|^[,;:]{1,3}|[,;:]{1,3}$/g;

/** A number that a program kept as a sum: `412345678.0`. */
const float = /^(\+?\d{5,13})\.0{1,2}$/;

/** A number that a spreadsheet shows as a sum: `412,345,678`. */
const thousands = /^\d{1,4}(?:,\d{3}){2,3}$/;

// "02 5550 1234/5" is two numbers that differ in the last digit: strung together they would be a third one.
const shorthand = /(?:\/\s?\d{1,2}|[-\u2010-\u2015\u2212]\s?\d)$/;

/** The digits of one number, with the + that it begins with; anything that is not one keeps what shows so. */
export function compactPhone(text: string): string {
  const trimmed = text.trim();
  if (/^\+?\d+$/.test(trimmed)) return trimmed;
  if (shorthand.test(trimmed)) return trimmed;
  const [, whole] = float.exec(trimmed) ?? [];
  if (whole !== undefined) return whole;
  return thousands.test(trimmed) ? trimmed.replaceAll(',', '') : trimmed.replace(separators, '');
}
