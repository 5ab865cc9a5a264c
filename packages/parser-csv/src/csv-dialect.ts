/** How a file is written. */
export interface CsvDialect {
  /** One character. */
  readonly delimiter: string;
  /** Blanks between a delimiter and a quote mean nothing. Default: they make the quote text. */
  readonly skipsBlanks?: boolean;
}
