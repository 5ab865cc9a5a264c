/**
 * Text with its `_xHHHH_` escapes resolved: what XML cannot hold, a workbook writes so (ECMA-376, 22.9.2.19). They are resolved in
 * each text element by itself: what two runs make together is none. Half a surrogate pair becomes U+FFFD.
 */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\p{Cs}/gu, '\uFFFD');
}
