import type { Cell } from './cell-text.js';
import { unescapeText } from './unescape-text.js';

/** How the list of rows begins where a sheet is written plainly. */
export const rowsStart = '<sheetData>';

/** How a row ends there. */
export const rowEnd = '</row>';

/** A row's tag as programs write it: its number first, then what is of no matter here, nothing of it twice. */
const rowTag = /<row(?: r="(\d{1,7})")?(?: (?!r=)([\w:]{1,32})="[^"<>&]{0,64}"(?![^>]* \2=))*(\/?)>/y;

const hidden = / hidden="(?:1|true)"/;

/**
 * A cell as programs write it: its texts without references, CDATA or comments, and without what XML changes (a carriage
 * return) or does not allow. Nearly all are of the first kind, which is matched in half the time of the second.
 */
const [usualCell, anyCell] = (() => {
  const text = String.raw`([^<>&\0-\x08\x0B-\x1F\uFFFE\uFFFF]*)`;
  const reference = String.raw`<c(?: r="([A-Z]{1,3}\d{1,7})")?`;
  const style = String.raw` s="(\d{1,6})"`;
  const type = String.raw` t="(\w{1,9})"`;
  const formula = `(<f)(?: \\w{1,16}="[^"<>&]{0,64}"){0,4}(?:/>|>${text}</f>)`;
  const value = `<v>${text}</v>|<is><t(?: xml:space="preserve")?>${text}</t></is>`;
  const anyTag = `${reference}(?:${style}(?:${type})?|${type}(?:${style})?)?`;
  return [
    new RegExp(`${reference}(?:${style})?(?:${type})?(?:/>|><v>${text}</v></c>)`, 'y'),
    new RegExp(`${anyTag}(?:/>|>(?:${formula})?(?:${value})?</c>)`, 'y'),
  ] as const;
})();

/** A cell of a plain row: its reference, as far as it has one, and what stands in it. */
export interface PlainCell extends Cell {
  readonly reference: string | undefined;
}

/** A row that is written plainly, taken apart. */
export interface PlainRow {
  readonly reference: string | undefined;
  readonly isHidden: boolean;
  readonly cells: readonly PlainCell[];
}

/** Where the row that begins at a place of the text ends; that it does not, yet; or that no row begins there. */
export function plainRowEnd(text: string, at: number): number | 'unfinished' | 'none' {
  const tagEnd = text.indexOf('>', at);
  if (tagEnd < 0) return 'unfinished';
  if (!text.startsWith('<row', at) || !' />'.includes(text.charAt(at + 4))) return 'none';
  if (text.charAt(tagEnd - 1) === '/') return tagEnd + 1;
  const end = text.indexOf(rowEnd, tagEnd);
  return end < 0 ? 'unfinished' : end + rowEnd.length;
}

/** What a row's tag says; `undefined` where it is not written plainly. */
export function plainRowTag(text: string): { readonly reference: string | undefined } | undefined {
  rowTag.lastIndex = 0;
  const tag = rowTag.exec(text);
  return tag === null ? undefined : { reference: tag[1] };
}

/** Says whether nothing in a row's text can make its end another than it seems: no comment, CDATA or instruction. */
export function isBalanced(text: string): boolean {
  return !(text.includes('!') || text.includes('?')) || !/<[!?]/.test(text);
}

/** A row's number, as far as its tag says it, and its cells; `undefined` where something is not written plainly. */
export function plainRow(text: string): PlainRow | undefined {
  rowTag.lastIndex = 0;
  const tag = rowTag.exec(text);
  if (tag === null) return undefined;
  const [whole, reference, , selfClosed] = tag;
  const isHidden = whole.includes(' hidden="') && hidden.test(whole);
  const cells: PlainCell[] = [];
  if (selfClosed === '/')
    return rowTag.lastIndex === text.length ? { reference, isHidden, cells } : undefined;
  const end = text.length - rowEnd.length;
  for (let at = rowTag.lastIndex; at < end;) {
    usualCell.lastIndex = at;
    const found = usualCell.exec(text);
    if (found === null) {
      const odd = plainCell(text, at);
      if (odd === undefined) return undefined;
      cells.push(odd);
      at = anyCell.lastIndex;
    } else {
      const [, reference, style, type = 'n', value] = found;
      cells.push({ reference, type, style: Number(style ?? 0), value, inline: '', formula: undefined });
      at = usualCell.lastIndex;
    }
  }
  return { reference, isHidden, cells };
}

function plainCell(text: string, at: number): PlainCell | undefined {
  anyCell.lastIndex = at;
  const found = anyCell.exec(text);
  if (found === null) return undefined;
  const [, reference, s1, t1, t2, s2, f, formula = '', value, inline = ''] = found;
  return {
    reference,
    type: t1 ?? t2 ?? 'n',
    style: Number(s1 ?? s2 ?? 0),
    value,
    inline: unescapeText(inline),
    formula: f === undefined ? undefined : formula,
  };
}
