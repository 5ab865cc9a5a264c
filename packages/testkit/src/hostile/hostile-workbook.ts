import { buildWorkbook, type BuiltWorkbook } from '../workbook-builder.js';
import { repeatedContent, type Piece } from '../repeated-content.js';
import type { ZipPart } from '../zip-builder.js';

/** A workbook that was made to do harm, or one that is just within what is read. */
export interface HostileWorkbook {
  /** Says what is hostile about it. */
  readonly title: string;
  /** How reading it ends: with rows, with the code of a refusal, or with whichever of them. */
  readonly ends: string;
  readonly make: () => Uint8Array;
  /** Too large for every run of the tests: measured only. */
  readonly isLarge?: boolean;
}

/** Reading ends with rows. */
export const withRows = 'rows';

/** Reading may end with rows or be refused; both are right. */
export const either = 'rows or a refusal';

/** So many bytes unpacked for one packed: below what a part may expand to, and far above what a real one does. */
const dense = 150;
const blockCharacters = 65_536;

/** A workbook one of whose parts has this content. */
export function bookWith(
  name: string,
  pieces: readonly Piece[],
  rest: Partial<BuiltWorkbook> = {},
): Uint8Array {
  return bookWithPart({ name, content: repeatedContent(pieces) }, rest);
}

/** A workbook one of whose parts is this one. */
export function bookWithPart(part: ZipPart, rest: Partial<BuiltWorkbook> = {}): Uint8Array {
  return buildWorkbook({
    sheets: [{ name: 'S', rows: oneRow }],
    ...rest,
    parts: [...(rest.parts ?? []), part],
  });
}

/** A workbook whose sheet holds these rows, behind them what follows the rows. */
export function sheetOf(rows: readonly Piece[], after: readonly Piece[] = []): Uint8Array {
  return bookWith(sheetPart, [sheetStart, ...rows, '</sheetData>', ...after, '</worksheet>']);
}

/** A row that is no harm. */
export const oneRow = '<row r="1"><c r="A1"><v>1</v></c></row>';

/** The parts of a plain workbook. */
export const sheetPart = 'xl/worksheets/sheet1.xml';
export const bookPart = 'xl/workbook.xml';
export const stringsPart = 'xl/sharedStrings.xml';
export const stylesPart = 'xl/styles.xml';
export const relationsPart = 'xl/_rels/workbook.xml.rels';

/** How a sheet begins. */
export const sheetStart = '<worksheet><sheetData>';

/**
 * A text many times over, with as much noise in comments between as keeps it from being packed too well to be read.
 * @param ratio unpacked bytes for one packed
 */
export function densely(text: string, times: number, ratio = dense): readonly Piece[] {
  const together = Math.max(1, Math.ceil(blockCharacters / text.length));
  const comment = `<!--${noise(Math.ceil(((text.length * together) / ratio) * 1.25))}-->`;
  return [{ text: text.repeat(together) + comment, times: Math.max(1, Math.round(times / together)) }];
}

/** Letters that cannot be packed well, the same each time (xorshift, 32 bits). */
export function noise(length: number, seed = 1): string {
  let state = Math.imul(seed, 0x9e3779b1) | 1;
  const letters: string[] = [];
  for (let at = 0; at < length; at += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    letters.push(String.fromCharCode(97 + ((state >>> 0) % 26)));
  }
  return letters.join('');
}
