/** Breaks text at spaces into lines of at most `width` characters. A longer word stands alone. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** Shortens text to `width` characters, the last one an ellipsis. */
export function shorten(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, Math.max(0, width - 1))}…` : text;
}

/** Pairs of a name and a text in two columns, the text wrapped under itself. */
export function twoColumns(
  pairs: readonly (readonly [string, string])[],
  { indent, width }: { indent: number; width: number },
): string[] {
  const left = Math.max(...pairs.map(([name]) => name.length)) + 4;
  return pairs.flatMap(([name, text]) =>
    wrap(text, width - indent - left).map(
      (line, index) => `${' '.repeat(indent)}${(index === 0 ? name : '').padEnd(left)}${line}`,
    ),
  );
}
