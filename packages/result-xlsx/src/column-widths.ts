/** Room for the filter's button beside a label. */
const button = 3;
const narrowest = 7;

/** How many cells wide a text is in a sheet, about: its longest paragraph, East Asian characters twice. */
function textWidth(text: string): number {
  let widest = 0;
  for (const paragraph of text.slice(0, 400).split('\n')) {
    let width = 0;
    for (const character of paragraph) width += character >= '\u1100' ? 2 : 1;
    widest = Math.max(widest, width);
  }
  return widest;
}

/**
 * Widths, in characters, that fit the labels and the texts seen so far, up to `widest` (default 32).
 * The streaming writer wants them before the first row, so that only a sample of the rows can have a say.
 */
export function columnWidths(
  labels: readonly string[],
  sample: readonly (readonly string[])[],
  { widest = 32 } = {},
): number[] {
  return labels.map((label, column) => {
    const content = sample.reduce((width, cells) => Math.max(width, textWidth(cells[column] ?? '')), 0);
    const wanted = Math.max(textWidth(label) + button, content + 2, narrowest);
    return Math.min(wanted, widest);
  });
}
