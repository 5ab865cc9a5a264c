/** A row as the plainest reading of the grammar gives it. */
export interface ReferenceRow {
  readonly row: number;
  readonly line: number;
  readonly cells: readonly string[];
  readonly oddQuotes: boolean;
}

/** What became of the text: its rows, or the first thing that the reader must refuse. */
export type ReferenceRows =
  readonly ReferenceRow[] | { readonly refused: 'SOURCE_QUOTE_OPEN' | 'SOURCE_QUOTES_BROKEN' };

/**
 * The grammar as Excel has it, read from a text in one piece and with no thought of speed: what the reader is held against.
 * Cells are as they stand, `="…"` included; blank lines count and are left out.
 */
export function excelRows(text: string, delimiter: string, skipsBlanks = false): ReferenceRows {
  const rows: ReferenceRow[] = [];
  let [rest, row, line] = [text, 1, 1];
  while (rest !== '') {
    const started = line;
    const cells: string[] = [];
    let oddQuotes = false;
    let ended = /^[\r\n]/.test(rest);
    while (!ended) {
      if (skipsBlanks) rest = rest.replace(/^ +(?=")/, '');
      const [, quoted] = /^"((?:[^"]|"")*)"(?!")/.exec(rest) ?? [];
      if (quoted === undefined && rest.startsWith('"')) return { refused: 'SOURCE_QUOTE_OPEN' };
      const opened = quoted ?? '';
      rest = rest.slice(quoted === undefined ? 0 : quoted.length + 2);
      const literal = untilEnd(rest, delimiter);
      const value = opened.replaceAll('""', '"');
      if (quoted !== undefined && /[^ ]/.test(literal)) {
        oddQuotes = true;
        if (holdsRows(value, delimiter)) return { refused: 'SOURCE_QUOTES_BROKEN' };
      }
      line += breaksIn(opened);
      cells.push(value + literal);
      rest = rest.slice(literal.length);
      ended = !rest.startsWith(delimiter);
      if (!ended) rest = rest.slice(1);
    }
    if (cells.length > 0) rows.push({ row, line: started, cells, oddQuotes });
    rest = rest.replace(/^(?:\r\n?|\n)/, '');
    [row, line] = [row + 1, line + 1];
  }
  return rows;
}

function untilEnd(rest: string, delimiter: string): string {
  const end = rest.split('').findIndex((character) => [delimiter, '\r', '\n'].includes(character));
  return end < 0 ? rest : rest.slice(0, end);
}

function breaksIn(text: string): number {
  return text.split(/\r\n?|\n/).length - 1;
}

function holdsRows(cell: string, delimiter: string): boolean {
  const ends = [delimiter, '\r', '\n'].some((character) => cell.endsWith(character));
  return breaksIn(cell) > 0 && (ends || cell.split(delimiter).length > 3);
}
