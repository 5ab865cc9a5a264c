/** Looks ahead in one piece of text for what can end something. Each character is looked at once for each mark, jumping. */
export class PieceScan {
  readonly text: string;
  readonly #delimiter: string;
  #quoteAt = -1;
  #delimiterAt = -1;
  #lineFeedAt = -1;
  #returnAt = -1;

  constructor(text: string, delimiter: string) {
    this.text = text;
    this.#delimiter = delimiter;
  }

  /** The next quote from a position on; the text's length where there is none. */
  quote(from: number): number {
    if (this.#quoteAt < from) this.#quoteAt = this.#next('"', from);
    return this.#quoteAt;
  }

  /** The next LF or CR from a position on; the text's length where there is none. */
  lineBreak(from: number): number {
    if (this.#lineFeedAt < from) this.#lineFeedAt = this.#next('\n', from);
    if (this.#returnAt < from) this.#returnAt = this.#next('\r', from);
    return Math.min(this.#lineFeedAt, this.#returnAt);
  }

  /** The next delimiter, LF or CR from a position on; the text's length where there is none. */
  cellEnd(from: number): number {
    if (this.#delimiterAt < from) this.#delimiterAt = this.#next(this.#delimiter, from);
    return Math.min(this.#delimiterAt, this.lineBreak(from));
  }

  #next(mark: string, from: number): number {
    const at = this.text.indexOf(mark, from);
    return at < 0 ? this.text.length : at;
  }
}
