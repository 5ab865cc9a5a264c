/** A `sep=;` line at the start of the text: what it says, and how many characters it takes, its line break included. */
export interface SeparatorRow {
  readonly delimiter?: string;
  readonly characters: number;
}

/** Finds the line by which Excel is told the delimiter. */
export function separatorRow(text: string): SeparatorRow {
  const found = /^(?:sep=([^\r\n"])|"sep=([^\r\n"])")(?:\r\n?|\n|$)/i.exec(text);
  const delimiter = found?.[1] ?? found?.[2];
  return found && delimiter !== undefined ? { delimiter, characters: found[0].length } : { characters: 0 };
}
