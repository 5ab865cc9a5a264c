/** One row as it stands in the file, blank cells at its end included. */
export interface SplitRow {
  /** 1-based; blank lines count, though they are not given. */
  readonly row: number;
  /** The physical line on which it starts. */
  readonly line: number;
  readonly cells: string[];
  /** A quoted cell holds a quote that is neither doubled nor the last before a delimiter or line break. */
  readonly oddQuotes: boolean;
}
