/** A Markdown table. A `|` in a cell is escaped, a line break becomes a space. */
export function markdownTable(
  labels: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const told = (cells: readonly string[]): string => `| ${cells.map(cellText).join(' | ')} |`;
  return [told(labels), told(labels.map(() => '---')), ...rows.map(told)];
}

/** Several texts in one cell: each once, in order. */
export function oneCell(texts: readonly string[]): string {
  return [...new Set(texts.filter((text) => text !== ''))].join(' · ');
}

/** Text as code, in Markdown. */
export function code(text: string): string {
  return `\`${text}\``;
}

function cellText(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|');
}
