/** A text or bytes cut into pieces of one size. */
export function inPieces<Whole extends { slice(from: number, to: number): Whole; readonly length: number }>(
  whole: Whole,
  size: number,
): Whole[] {
  const count = Math.ceil(whole.length / size);
  return Array.from({ length: count }, (_, index) => whole.slice(index * size, (index + 1) * size));
}
