import type { StatusShare } from './summary-words.js';

/** A piece of the bar: a status and how many of the bar's cells are its. */
export interface BarPiece extends StatusShare {
  readonly cells: number;
}

/**
 * Shares a bar's cells out in proportion (largest remainder). Each status gets at least one cell, so that three rows to
 * fix among a hundred thousand can still be seen. Needs no fewer cells than there are statuses.
 */
export function barPieces(shares: readonly StatusShare[], cells: number): BarPiece[] {
  const all = shares.reduce((sum, { count }) => sum + count, 0);
  const spare = cells - shares.length;
  const exact = shares.map(({ count }) => Math.max(0, (count / all) * cells - 1));
  const wanted = exact.reduce((sum, share) => sum + share, 0);
  const scaled = exact.map((share) => (wanted > 0 ? (share / wanted) * spare : 0));
  const whole = scaled.map(Math.floor);
  const left = spare - whole.reduce((sum, share) => sum + share, 0);
  const byRemainder = scaled
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
    .slice(0, left);
  const luckier = new Set(byRemainder.map(({ index }) => index));
  return shares.map((share, index) => ({
    ...share,
    cells: 1 + (whole[index] ?? 0) + (luckier.has(index) ? 1 : 0),
  }));
}
