/**
 * Text as a cell can hold it. The format's own escape is `_xHHHH_` (ECMA-376 part 1, 22.9.2.19, ST_Xstring), and white
 * space at the edges lives only under `xml:space="preserve"`. exceljs's writer does neither for a plain string (`<v>`),
 * but does write the attribute for a rich-text run (`<is><r><t>`): so most text goes out plain, and whatever could be
 * read as something else goes out as one run without a font, escaped here.
 */

/** What a spreadsheet program holds at most in a cell, in UTF-16 units. */
export const cellLimit = 32_767;

/** A cell's content in exceljs's terms; `null` is a blank cell. */
export type CellValue = string | number | null | { readonly richText: { text: string }[] };

/** Printable ASCII, no blank at either end: nothing to clean, and with no `_x` in it nothing to escape. */
const harmless = /^[!-~](?:[ -~]*[!-~])?$/;
/** What XML 1.0 cannot hold (section 2.2): control characters, U+FFFE, U+FFFF, halves of surrogate pairs. */
const unwritable = /(?![\t\n\r\u007F-\u009F])\p{Cc}|[\uFFFE\uFFFF]|\p{Surrogate}/gu;
/** What a reader of plain `<v>` text may trim, normalise or unescape, and DEL, which exceljs drops. */
const delicate = /^\s|\s$|[\t\n\r\u007F]|_x[0-9A-Fa-f]{4}/;
const escapeLike = /_(?=x[0-9A-Fa-f]{4}[_\r\u007F])/g;

/**
 * The text that a reader of the workbook gets back: without the characters that XML cannot hold, and cut at the cell's
 * limit with a visible `… (cut, N characters)`, N being what it had.
 */
export function cleanText(text: string): string {
  const clean = text.replace(unwritable, '');
  if (clean.length <= cellLimit) return clean;
  const ending = `… (cut, ${clean.length} characters)`;
  return clean.slice(0, cellLimit - ending.length).replace(/[\uD800-\uDBFF]$/, '') + ending;
}

/** Makes a cell's content of any text: read back it is `cleanText(text)`, and it never acts as a formula. */
export function cellValue(text: string): CellValue {
  if (harmless.test(text) && text.length <= cellLimit && !text.includes('_x')) return text;
  const clean = cleanText(text);
  if (clean === '') return null;
  return delicate.test(clean) ? { richText: [{ text: escapeText(clean) }] } : clean;
}

/** Escapes what XML would change on the way (CR, DEL) and what looks like an escape already. */
export function escapeText(clean: string): string {
  return clean.replace(escapeLike, '_x005F_').replaceAll('\r', '_x000D_').replaceAll('\u007F', '_x007F_');
}
