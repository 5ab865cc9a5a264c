/**
 * Splits CSV text into rows and cells in one pass, piece by piece, each character looked at once. The grammar is what people
 * see in Excel (and what Python's csv reads): a quote opens a cell only where it is the first character; within, a doubled
 * quote is one; whatever follows the closing quote is text as it stands. So the damage of a stray quote stays in its row. Where a
 * file has blanks behind its delimiters (`a, "b"`), those before a quote are skipped, as LibreOffice does it.
 *
 *   state          quote                    delimiter   line break   blank        other
 *   cellStart      quoted                   cell ends   row ends     (unquoted)   unquoted
 *   unquoted       unquoted                 cell ends   row ends     unquoted     unquoted
 *   quoted         quoteInQuoted            quoted      quoted       quoted       quoted
 *   quoteInQuoted  quoted (a doubled one)   cell ends   row ends     afterQuote   unquoted (an odd quote)
 *   afterQuote     unquoted (an odd quote)  cell ends   row ends     afterQuote   unquoted (an odd quote)
 */
import type { CsvDialect } from './csv-dialect.js';
import { limits } from './limits.js';
import { lineBreaksIn } from './line-breaks.js';
import { PieceScan } from './piece-scan.js';
import { holdsRows, openQuote, rowsInQuotes, rowTooLong, tooManyColumns } from './row-errors.js';
import { shownValue } from './shown-value.js';
import type { SplitRow } from './split-row.js';

type State = 'cellStart' | 'unquoted' | 'quoted' | 'quoteInQuoted' | 'afterQuote';

/** Splits text into rows and holds what is not a whole row yet. One for each pass over a file. */
export class RowSplitter {
  readonly #delimiter: string;
  readonly #skipsBlanks: boolean;
  #scan: PieceScan;
  #state: State = 'cellStart';
  #rows: SplitRow[] = [];
  #row = 1;
  #line: number;
  #rowLine: number;
  #quoteLine = 0;
  #cells: string[] = [];
  #cell = '';
  /** What is quoted so far ends in CR. Kept apart, as asking `#cell` for its end would copy all of it each time. */
  #endsInReturn = false;
  #oddQuotes = false;
  /** Blanks before or behind quotes, of which is not known yet whether they are part of the cell. */
  #blanks = '';
  /** Where the row starts in the piece; below 0 where it starts in an earlier one. */
  #rowStart = 0;
  /** The last piece ended in the CR that ended a row: its LF may follow. */
  #skipLineFeed = false;

  /**
   * @param firstLine the physical line on which the text starts; 1 unless lines were taken off before
   */
  constructor({ delimiter, skipsBlanks = false }: CsvDialect, firstLine = 1) {
    this.#delimiter = delimiter;
    this.#skipsBlanks = skipsBlanks;
    this.#scan = new PieceScan('', delimiter);
    this.#line = firstLine;
    this.#rowLine = firstLine;
  }

  /**
   * The rows that the piece ends.
   * @throws SourceError where a row is longer or wider than `limits` allow, or an open quote has swallowed rows
   */
  push(piece: string): readonly SplitRow[] {
    this.#rows = [];
    this.#scan = new PieceScan(piece, this.#delimiter);
    let at = this.#skipLineFeed && piece.startsWith('\n') ? 1 : 0;
    if (piece !== '') this.#skipLineFeed = false;
    this.#rowStart += at;
    while (at < piece.length) at = this.#step(at);
    this.#assertLength(piece.length);
    this.#rowStart -= piece.length;
    return this.#rows;
  }

  /**
   * What is left: the last row, where no line break ends it.
   * @throws SourceError where a quote is still open, for the rows after it are all in its cell
   */
  end(): readonly SplitRow[] {
    if (this.#state === 'quoted') throw openQuote(this.#quoteLine);
    this.#rows = [];
    if (this.#rowStart < 0) {
      this.#endCell();
      this.#endRow(0);
    }
    return this.#rows;
  }

  #step(at: number): number {
    const { text } = this.#scan;
    switch (this.#state) {
      case 'cellStart':
        return this.#begin(at);
      case 'unquoted': {
        const end = this.#scan.cellEnd(at);
        this.#cell += text.slice(at, end);
        return end === text.length ? end : this.#endAt(end);
      }
      case 'quoted': {
        const end = this.#scan.quote(at);
        this.#addQuoted(text.slice(at, end));
        if (end === text.length) return end;
        this.#state = 'quoteInQuoted';
        return end + 1;
      }
      case 'quoteInQuoted':
        if (text[at] === '"') {
          this.#cell += '"';
          this.#endsInReturn = false;
          this.#state = 'quoted';
          return at + 1;
        }
        this.#state = 'afterQuote';
        return at;
      case 'afterQuote':
        return this.#stepAfterQuote(at);
    }
  }

  #stepAfterQuote(at: number): number {
    if (this.#scan.text[at] === ' ') {
      this.#blanks += ' ';
      return at + 1;
    }
    if (this.#scan.cellEnd(at) === at) return this.#endAt(at);
    this.#noteOddQuote();
    this.#takeBlanks();
    this.#state = 'unquoted';
    return at;
  }

  #takeBlanks(): void {
    this.#cell += this.#blanks;
    this.#blanks = '';
  }

  /** A cell, or the whole row at once where no quote is in it. */
  #begin(at: number): number {
    const { text } = this.#scan;
    if (this.#skipsBlanks && text[at] === ' ') {
      this.#blanks += ' ';
      return at + 1;
    }
    if (text[at] === '"') {
      this.#quoteLine = this.#line;
      this.#endsInReturn = false;
      this.#blanks = '';
      this.#state = 'quoted';
      return at + 1;
    }
    const isRowStart = this.#cells.length === 0 && this.#blanks === '';
    const end = isRowStart ? this.#scan.lineBreak(at) : text.length;
    if (end === text.length || this.#scan.quote(at) < end) {
      this.#takeBlanks();
      this.#state = 'unquoted';
      return at;
    }
    if (end > at) this.#cells = text.slice(at, end).split(this.#delimiter);
    return this.#endLine(end);
  }

  #addQuoted(part: string): void {
    if (part === '') return;
    this.#line += lineBreaksIn(part, this.#endsInReturn);
    this.#endsInReturn = part.endsWith('\r');
    this.#cell += part;
  }

  #endAt(end: number): number {
    this.#endCell();
    return this.#scan.text[end] === this.#delimiter ? end + 1 : this.#endLine(end);
  }

  #endCell(): void {
    this.#takeBlanks();
    this.#cells.push(shownValue(this.#cell));
    this.#cell = '';
    this.#state = 'cellStart';
  }

  #endLine(end: number): number {
    const { text } = this.#scan;
    this.#line += 1;
    this.#endRow(end);
    const isReturn = text[end] === '\r';
    this.#skipLineFeed = isReturn && end + 1 === text.length;
    this.#rowStart = isReturn && text[end + 1] === '\n' ? end + 2 : end + 1;
    return this.#rowStart;
  }

  #endRow(end: number): void {
    this.#assertLength(end);
    if (this.#cells.length > limits.columns) throw tooManyColumns(this.#rowLine, this.#cells.length);
    if (this.#cells.length > 0) {
      this.#rows.push({
        row: this.#row,
        line: this.#rowLine,
        cells: this.#cells,
        oddQuotes: this.#oddQuotes,
      });
      this.#cells = [];
      this.#oddQuotes = false;
    }
    this.#row += 1;
    this.#rowLine = this.#line;
  }

  /** Where rows seem to be in the cell, they would be lost: that is no matter of one row. */
  #noteOddQuote(): void {
    this.#oddQuotes = true;
    if (this.#line === this.#quoteLine || !holdsRows(this.#cell, this.#delimiter)) return;
    throw rowsInQuotes(this.#quoteLine, this.#line);
  }

  #assertLength(end: number): void {
    if (end - this.#rowStart <= limits.rowCharacters) return;
    throw this.#state === 'quoted' ? openQuote(this.#quoteLine) : rowTooLong(this.#rowLine);
  }
}
