/** A `sep=;` line at the start of the text: what it says, and how many characters it takes, its line break included. */
export interface SeparatorRow {
  readonly delimiter?: string;
  readonly characters: number;
}

/**
 * Finds the line by which Excel is told the delimiter; `sep=\t` may be written out. Programs that give every row as many
 * delimiters put some behind it.
 */
export function separatorRow(text: string): SeparatorRow {
  const found = /^("?)sep=(\\t|[^\r\n"\uFEFF])\1\2*(?:\r\n?|\n|$)/i.exec(text);
  const [whole, , delimiter] = found ?? [];
  if (whole === undefined || delimiter === undefined) return { characters: 0 };
  return { delimiter: delimiter === '\\t' ? '\t' : delimiter, characters: whole.length };
}
