import { rowStatuses } from '@solarproof-import/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { barPieces } from './bar-pieces.js';

it('shares the cells out in proportion', () => {
  const pieces = barPieces(
    [
      { status: 'created', count: 30 },
      { status: 'invalid', count: 10 },
    ],
    40,
  );
  expect(pieces.map(({ cells }) => cells)).toEqual([30, 10]);
});

it('gives a few rows among very many a cell that can be seen', () => {
  const pieces = barPieces(
    [
      { status: 'created', count: 99_997 },
      { status: 'invalid', count: 3 },
    ],
    40,
  );
  expect(pieces.map(({ cells }) => cells)).toEqual([39, 1]);
});

it('uses every cell, and gives each status one at least and never fewer than a rarer one', () => {
  const counts = fc.array(fc.integer({ min: 1, max: 1_000_000 }), {
    minLength: 1,
    maxLength: rowStatuses.length,
  });
  fc.assert(
    fc.property(counts, (given) => {
      const pieces = barPieces(
        given.map((count, index) => ({ status: rowStatuses[index] ?? 'created', count })),
        40,
      );
      expect(pieces.reduce((sum, { cells }) => sum + cells, 0)).toBe(40);
      for (const piece of pieces) {
        expect(piece.cells).toBeGreaterThanOrEqual(1);
        for (const other of pieces) {
          if (piece.count > other.count) expect(piece.cells).toBeGreaterThanOrEqual(other.cells);
        }
      }
    }),
  );
});
