import { readRowCheck, type RowCheck } from '@solarproof-import/result-xlsx';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mergeRows } from './merge-rows.js';
import type { OwnPage, OwnRow } from './own-page.js';

const labels = ['Name', 'Email', 'Mobile', ''];
const page: OwnPage = {
  source: {
    sheet: 'Results',
    notices: [],
    async *rows() {
      // Nothing is read.
    },
    close: () => Promise.resolve(),
  },
  row: 1,
  cells: labels,
  columns: [0, 1, 2, 3],
};

/** A check as the workbook's would be. */
function checkOf(cells: readonly string[]): RowCheck {
  return { row: 17, isOriginal: (label, text) => cells[labels.indexOf(label)] === text };
}

const text = fc.constantFrom('', 'a', 'b', 'c');
const row = fc.tuple(text, text, text, text);

it('takes every cell that was changed, whichever sheet it was changed in, and no other', () => {
  fc.assert(
    fc.property(row, row, row, (original, inResults, inFix) => {
      const rowOf = (cells: readonly string[]): OwnRow => ({ cells, issues: [], page, row: 9 });
      const fix = { ...rowOf(inFix), check: checkOf(original) };
      const { cells, disagreeing } = mergeRows(rowOf(inResults), fix, labels);
      for (const [column, before] of original.entries()) {
        const edits = new Set([inResults[column], inFix[column]].filter((cell) => cell !== before));
        expect(disagreeing.includes(column)).toBe(edits.size > 1);
        if (edits.size <= 1) expect(cells[column] ?? '').toBe([...edits][0] ?? before);
      }
    }),
  );
});

it('takes no side by itself where nothing tells what a cell was', () => {
  expect(readRowCheck('')).toBeUndefined();
  const merged = mergeRows(
    { cells: ['a', 'x'], issues: [], page, row: 2 },
    { cells: ['b', ' x '], issues: [], page, row: 2 },
    labels,
  );
  expect(merged).toEqual({ cells: ['b', ' x '], issues: [], disagreeing: [0] });
});
