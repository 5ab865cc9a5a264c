/**
 * Finds where the rows of CSV text end, piece by piece, each character looked at once. papaparse alone would look at an
 * unfinished row again with every piece, swallow the rest of the file after an open quote, and know only one kind of line
 * break a file. The grammar is papaparse's own, so that both agree on every row: a quote counts at the start of a cell;
 * it closes where white space, if any, and then a delimiter or line break follow; any other quote is text (RFC 4180, and
 * what people make).
 *
 *   state        quote        delimiter   line break   space        other
 *   cellStart    quoted       cellStart   row ends     unquoted     unquoted
 *   unquoted     unquoted     cellStart   row ends     unquoted     unquoted
 *   quoted       quote        quoted      quoted       quoted       quoted
 *   quote        quoted       cellStart   row ends     afterQuote   quoted (stray)
 *   afterQuote   quote (stray) cellStart  row ends     afterQuote   quoted (stray)
 */
import { SourceError } from '@solarproof-import/core';
import { limits } from './limits.js';

/** Whole rows: their text, each ended by `\n` whatever ended it, and the physical line on which each starts. */
export interface SplitRows {
  readonly text: string;
  readonly lines: readonly number[];
}

const cellStart = 0;
const unquoted = 1;
const quoted = 2;
const quote = 3;
const afterQuote = 4;

// prettier-ignore
const next = Uint8Array.of(
  quoted,   cellStart, cellStart, unquoted,   unquoted,
  unquoted, cellStart, cellStart, unquoted,   unquoted,
  quote,    quoted,    quoted,    quoted,     quoted,
  quoted,   cellStart, cellStart, afterQuote, quoted,
  quote,    cellStart, cellStart, afterQuote, quoted,
);
const quoteKind = 0;
const lineBreakKind = 2;

/** Splits text into rows and holds what is not a whole row yet. One for each pass over a file. */
export class RowSplitter {
  readonly #delimiter: number;
  #state = cellStart;
  #begun = '';
  /** A CR at the end of a piece: its LF may be in the next one. */
  #heldBack = '';
  #line: number;
  #rowLine: number;
  #quoteLine = 0;
  #strayQuotes = 0;

  /**
   * @param delimiter one character
   * @param firstLine the physical line on which the text starts; 1 unless lines were taken off before
   */
  constructor(delimiter: string, firstLine = 1) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#line = firstLine;
    this.#rowLine = firstLine;
  }

  /** @throws SourceError where a row is longer than `limits` allow, or its quotes are hopeless */
  push(piece: string): SplitRows {
    const text = this.#heldBack + piece;
    this.#heldBack = text.endsWith('\r') ? '\r' : '';
    return this.#split(this.#heldBack ? text.slice(0, -1) : text);
  }

  /**
   * What is left: the last row, where no line break ends it.
   * @throws SourceError where a quote is still open, for the rows after it are all in its cell
   */
  end(): SplitRows {
    const text = this.#heldBack;
    this.#heldBack = '';
    const rows = this.#split(text);
    if (this.#state === quoted) throw this.#openQuote();
    return this.#begun === '' ? rows : this.#split('\n');
  }

  #split(text: string): SplitRows {
    const lines: number[] = [];
    const whole = [this.#begun];
    let copied = 0;
    let rowStart = -this.#begun.length;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === 13 && text.charCodeAt(at + 1) === 10) continue;
      if (!this.#endsRow(code)) continue;
      this.#assertLength(at - rowStart);
      if (code === 13 || text.charCodeAt(at - 1) === 13) {
        whole.push(text.slice(copied, code === 13 ? at : at - 1), '\n');
        copied = at + 1;
      }
      rowStart = at + 1;
      lines.push(this.#rowLine);
      this.#rowLine = this.#line;
      this.#strayQuotes = 0;
    }
    this.#assertLength(text.length - rowStart);
    if (lines.length === 0) {
      this.#begun += text;
      return { text: '', lines };
    }
    whole.push(text.slice(copied, rowStart));
    this.#begun = text.slice(rowStart);
    return { text: whole.join(''), lines };
  }

  #endsRow(code: number): boolean {
    const before = this.#state;
    const kind = this.#kindOf(code);
    const after = next[before * 5 + kind] ?? cellStart;
    this.#state = after;
    if (kind === lineBreakKind) {
      this.#line += 1;
      return after === cellStart;
    }
    if (before === cellStart && after === quoted) this.#quoteLine = this.#line;
    if (before === afterQuote ? after !== afterQuote && after !== cellStart : isStray(before, after, kind)) {
      this.#strayQuotes += 1;
    }
    return false;
  }

  #kindOf(code: number): number {
    if (code === 34) return quoteKind;
    if (code === this.#delimiter) return 1;
    if (code === 10 || code === 13) return lineBreakKind;
    if (code > 32 && code < 160) return 4;
    return String.fromCharCode(code).trim() === '' ? 3 : 4;
  }

  #assertLength(length: number): void {
    if (this.#strayQuotes > limits.strayQuotes) {
      throw new SourceError('SOURCE_QUOTES_BROKEN', `The quotes on line ${this.#rowLine} make no sense.`, [
        'Write a quote inside a quoted cell twice (""), or save the file anew as CSV.',
      ]);
    }
    if (length <= limits.rowCharacters) return;
    if (this.#state === quoted) throw this.#openQuote();
    throw new SourceError('SOURCE_ROW_TOO_LONG', `The row on line ${this.#rowLine} is longer than 1 MB.`, [
      'Check that this is a CSV with a line break after each row.',
    ]);
  }

  #openQuote(): SourceError {
    return new SourceError(
      'SOURCE_QUOTE_OPEN',
      `A quote that opens on line ${this.#quoteLine} never closes.`,
      ['Close it, or take it away; all rows after it would be lost in one cell.'],
    );
  }
}

function isStray(before: number, after: number, kind: number): boolean {
  return before === quote && after === quoted && kind !== quoteKind;
}
