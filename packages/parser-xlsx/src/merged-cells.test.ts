import { describe, expect, it } from 'vitest';
import { MergedRanges } from './merged-cells.js';

function cover(...references: readonly string[]) {
  const ranges = new MergedRanges();
  for (const reference of references) ranges.add(reference);
  return ranges.cover('S');
}

describe('MergedRanges', () => {
  it('leaves of a merge the value at its top left', () => {
    const shown = cover('B2:C3', 'E1:E2');
    expect(shown({ row: 1, cells: ['a', 'b', 'c', 'd', 'e'] })).toEqual({
      row: 1,
      cells: ['a', 'b', 'c', 'd', 'e'],
    });
    expect(shown({ row: 2, cells: ['a', 'b', 'c', 'd', 'e'] })).toEqual({
      row: 2,
      cells: ['a', 'b', '', 'd'],
      issues: [
        {
          code: 'CELL_UNDER_MERGE',
          level: 'warning',
          place: { sheet: 'S', row: 2, column: 2 },
          values: { found: 'c' },
        },
        {
          code: 'CELL_UNDER_MERGE',
          level: 'warning',
          place: { sheet: 'S', row: 2, column: 4 },
          values: { found: 'e' },
        },
      ],
    });
    expect(shown({ row: 3, cells: ['', 'b', '', 'd'] }).cells).toEqual(['', '', '', 'd']);
    expect(shown({ row: 4, cells: ['a', 'b', 'c'] }).cells).toEqual(['a', 'b', 'c']);
  });

  it('knows a range by any of its corners, and one cell as none', () => {
    expect(cover('C3:B2')({ row: 2, cells: ['', 'b', 'c'] }).cells).toEqual(['', 'b']);
    expect(cover('$B$2:$C$2')({ row: 2, cells: ['', 'b', 'c'] }).cells).toEqual(['', 'b']);
    expect(cover('A1', 'B1:B1')({ row: 1, cells: ['a', 'b'] }).cells).toEqual(['a', 'b']);
  });

  it('drops what was found wrong in a covered cell, and keeps the rest', () => {
    const issue = (column: number) =>
      ({ code: 'CELL_HAS_ERROR', level: 'error', place: { row: 1, column } }) as const;
    const shown = cover('A1:B1')({ row: 1, cells: ['#N/A', '#REF!'], issues: [issue(0), issue(1)] });
    expect(shown.cells).toEqual(['#N/A']);
    expect(shown.issues?.map(({ code, place }) => [code, place.column])).toEqual([
      ['CELL_HAS_ERROR', 0],
      ['CELL_UNDER_MERGE', 1],
    ]);
  });

  it.each(['', 'A', 'A1:', 'A1:B2:C3', '1:2', 'A0x:B2'])('refuses the reference "%s"', (reference) => {
    expect(() => new MergedRanges().add(reference)).toThrow(
      expect.objectContaining({ code: 'SOURCE_DAMAGED' }),
    );
  });

  it('refuses more merges abreast than any sheet has', () => {
    const many = new MergedRanges();
    for (let at = 0; at < 2_000; at += 1) many.add('A1:XFD1048576');
    expect(() => many.cover('S')({ row: 5, cells: ['x'] })).toThrow(
      expect.objectContaining({ code: 'SOURCE_OVER_LIMIT' }),
    );
  });
});
