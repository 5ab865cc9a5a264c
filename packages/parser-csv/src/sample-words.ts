const wanted = 3;
const longest = 40;
/** Characters of a cell that is not at its end yet which are kept: more than a name has or is shown. */
const kept = 1_000;

/**
 * Up to three different cells that have characters beyond ASCII, as decoded: a person sees at once if they are wrong. Cells
 * that look like names go first, as those are known by heart.
 */
export async function sampleWords(pieces: AsyncIterable<string>): Promise<readonly string[]> {
  const names = new Set<string>();
  const others = new Set<string>();
  for await (const cells of cellsOf(pieces)) {
    for (const cell of cells) {
      const text = cell.trim();
      if (!/[\u0080-\uFFFF]/.test(text)) continue;
      if (looksLikeName(text)) names.add(text);
      else if (others.size < wanted) others.add(text.slice(0, longest));
      if (names.size === wanted) return [...names];
    }
  }
  return [...names, ...others].slice(0, wanted);
}

/** What stands between delimiters, quotes and line breaks; where a piece cuts it, it is put together again. */
async function* cellsOf(pieces: AsyncIterable<string>): AsyncGenerator<readonly string[], void> {
  let begun = '';
  for await (const piece of pieces) {
    const cells = (begun + piece).split(/[,;\t|"\r\n]+/);
    begun = cells.pop()?.slice(0, kept) ?? '';
    yield cells;
  }
  yield [begun];
}

function looksLikeName(text: string): boolean {
  return text.length <= 30 && /^\p{Lu}[\p{L}\p{M}'’.-]*(?: [\p{L}\p{M}'’.-]+){0,2}$/u.test(text);
}
