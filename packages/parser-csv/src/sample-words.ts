const wanted = 3;
const longest = 40;

/** Up to three different cells that have characters beyond ASCII, as decoded: a person sees at once if they are wrong. */
export async function sampleWords(pieces: AsyncIterable<string>): Promise<readonly string[]> {
  const found = new Set<string>();
  for await (const piece of pieces) {
    for (const cell of piece.split(/[,;\t|"\r\n]+/)) {
      if (/[\u0080-\uFFFF]/.test(cell)) found.add(cell.trim().slice(0, longest));
      if (found.size === wanted) return [...found];
    }
  }
  return [...found];
}
