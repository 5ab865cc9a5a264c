import { limits } from './limits.js';
import { plainRowEnd, plainRowTag, rowEnd, rowsStart } from './plain-row.js';
import { xmlReader, type XmlHandler, type XmlReader } from './xml-events.js';

/** What is made of a sheet's XML: rows that are written plainly come whole, all else as events. */
export interface SheetHandler extends XmlHandler {
  /** Whether the place is within the rows and between two of them. */
  readonly isBetweenRows: boolean;
  /** @returns whether the row was understood; otherwise it comes as events */
  plainRow(text: string): boolean;
}

/**
 * Reads a sheet's XML in pieces. The XML parser is exact and slow; nearly all rows are written by one of few programs, in
 * plain tags without comments or references. Those go round the parser, whole; it does not miss them, for they are balanced.
 */
export class SheetXml {
  readonly #handler: SheetHandler;
  readonly #xml: XmlReader;
  #place: 'before' | 'rows' | 'after' = 'before';
  #held = '';
  /** The end of what is held: the rest is looked at again only where a row ends. */
  #heldEnd = '';

  constructor(handler: SheetHandler) {
    this.#handler = handler;
    this.#xml = xmlReader(handler);
  }

  /** @throws SourceError where the XML is broken or beyond `limits` */
  write(piece: string): void {
    if (this.#place === 'rows' && this.#isWithinRow(piece)) {
      this.#held += piece;
      return;
    }
    let text = this.#held + piece;
    this.#held = '';
    if (this.#place === 'before') text = this.#findRows(text);
    if (this.#place === 'rows') text = this.#takeRows(text);
    if (this.#place === 'after') this.#xml.write(text);
    else this.#held = text;
    this.#heldEnd = this.#held.slice(-rowEnd.length);
  }

  /** @throws SourceError where the XML is not whole */
  end(): void {
    this.#xml.write(this.#held);
    this.#held = '';
    this.#xml.end();
  }

  /** Says whether a piece ends no row of which the start is held, and so can only be held too. */
  #isWithinRow(piece: string): boolean {
    const isLong = this.#held.length + piece.length > limits.xmlTextCharacters;
    if (this.#held === '' || isLong || `${this.#heldEnd}${piece}`.includes(rowEnd)) return false;
    this.#heldEnd = `${this.#heldEnd}${piece}`.slice(-rowEnd.length);
    return true;
  }

  /** Gives the parser what stands before the rows. @returns what is left */
  #findRows(text: string): string {
    const start = text.indexOf(rowsStart);
    const end = start < 0 ? Math.max(0, text.length - rowsStart.length) : start + rowsStart.length;
    this.#xml.write(text.slice(0, end));
    if (start >= 0) this.#place = this.#handler.isBetweenRows ? 'rows' : 'after';
    return text.slice(end);
  }

  /** Takes the whole rows at the start of the text. @returns what is left */
  #takeRows(text: string): string {
    let at = 0;
    while (this.#place === 'rows') {
      at = afterWhiteSpace(text, at);
      const end = plainRowEnd(text, at);
      const length = (typeof end === 'number' ? end : text.length) - at;
      if (end === 'unfinished' && length <= limits.xmlTextCharacters) break;
      // What is longer may hold more than its cells may: the parser counts.
      if (typeof end === 'string' || length > limits.xmlTextCharacters) {
        this.#place = 'after';
        break;
      }
      const row = text.slice(at, end);
      if (!this.#handler.plainRow(row)) {
        // In an odd tag, what looks like the row's end may be within an attribute.
        if (plainRowTag(row) === undefined) {
          this.#place = 'after';
          break;
        }
        this.#xml.write(row);
        if (!this.#handler.isBetweenRows) this.#place = 'after';
      }
      at = end;
    }
    return text.slice(at);
  }
}

function afterWhiteSpace(text: string, start: number): number {
  let at = start;
  while (' \t\r\n'.includes(text.charAt(at) || '-')) at += 1;
  return at;
}
