import { describe, expect, it } from 'vitest';
import { MergedRanges } from './merged-cells.js';

function cover(...references: readonly string[]) {
  const ranges = new MergedRanges();
  for (const reference of references) ranges.add(reference);
  return ranges.cover('S');
}

/** The name of a column up to ZZ. */
function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : String.fromCharCode(64 + Math.floor(column / 26)) + last;
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

  it('refuses cells merged down without end, and takes a table that is merged in every column', () => {
    const shown = cover(
      ...Array.from({ length: 700 }, (_, column) => `${letters(column)}1:${letters(column)}1048576`),
    );
    shown({ row: 1, cells: Array.from({ length: 700 }, () => 'x') });
    expect(() => {
      for (let row = 2; row < 2_000; row += 1) shown({ row, cells: [] });
    }).toThrow(expect.objectContaining({ code: 'SOURCE_OVER_LIMIT' }));
    const table = cover(...['A', 'B', 'C', 'D'].map((column) => `${column}1:${column}1048576`));
    table({ row: 1, cells: ['a', 'b', 'c', 'd'] });
    for (let row = 2; row < 20_000; row += 1) expect(table({ row, cells: [] }).issues).toHaveLength(4);
  });

  it('tells no more of a value where its merge has ended, nor of one that is covered itself', () => {
    const shown = cover('A1:A2', 'C1:C4', 'D1:E1', 'E1:E4');
    const columnsOf = (row: number, cells: readonly string[]) =>
      shown({ row, cells }).issues?.map(({ code, place }) => `${code} ${place.column}`) ?? [];
    expect(columnsOf(1, ['a', '', 'c', 'd', 'e'])).toEqual(['CELL_UNDER_MERGE 4']);
    expect(columnsOf(2, [])).toEqual(['CELL_MERGED_DOWN 0', 'CELL_MERGED_DOWN 2']);
    expect(columnsOf(3, [])).toEqual(['CELL_MERGED_DOWN 2']);
  });

  it('tells a value cut between its characters, and one of overlapping ranges once', () => {
    const shown = cover('A1:A3', 'A1:B3', 'A2:A3');
    shown({ row: 1, cells: ['🙂'.repeat(41)] });
    expect(shown({ row: 2, cells: [] }).issues?.map(({ values }) => values)).toEqual([
      { found: `${'🙂'.repeat(39)}…`, row: 1 },
    ]);
  });

  it('refuses more merges abreast than any sheet has', () => {
    const many = new MergedRanges();
    for (let at = 0; at < 2_000; at += 1) many.add('A1:XFD1048576');
    expect(() => many.cover('S')({ row: 5, cells: ['x'] })).toThrow(
      expect.objectContaining({ code: 'SOURCE_OVER_LIMIT' }),
    );
  });
});
