import { describe, expect, it } from 'vitest';
import { columnNumber, RowPosition } from './row-position.js';

function at(row: string | undefined, ...cells: readonly (string | undefined)[]): readonly number[] {
  const position = new RowPosition();
  position.openRow('6');
  position.openRow(row);
  const columns = cells.map((cell) => position.openCell(cell));
  return [position.row, ...columns];
}

describe('RowPosition', () => {
  it.each<[title: string, row: string | undefined, cells: (string | undefined)[], expected: number[]]>([
    ['references', '12', ['A12', 'C12', 'AA12', 'XFD12'], [12, 0, 2, 26, 16_383]],
    ['none at all', undefined, [undefined, undefined], [7, 0, 1]],
    ['a row without one: its cells have it', undefined, ['B9', undefined], [9, 1, 2]],
    ['cells without one: next to the one before', '8', ['C8', undefined, 'A8', undefined], [8, 2, 3, 0, 1]],
    ['small letters', '8', ['ab8'], [8, 27]],
    ['zeros and white space', ' 08 ', [' B08 '], [8, 1]],
  ])('follows %s', (...[, row, cells, expected]) => {
    expect(at(row, ...cells)).toEqual(expected);
  });

  it.each<[row: string | undefined, cell: string | undefined, code: string]>([
    ['0', undefined, 'SOURCE_DAMAGED'],
    ['-1', undefined, 'SOURCE_DAMAGED'],
    ['1e3', undefined, 'SOURCE_DAMAGED'],
    ['0x10', undefined, 'SOURCE_DAMAGED'],
    ['', undefined, 'SOURCE_DAMAGED'],
    ['1048577', undefined, 'SOURCE_OVER_LIMIT'],
    ['8', 'A9', 'SOURCE_DAMAGED'],
    ['8', '8', 'SOURCE_DAMAGED'],
    ['8', 'A', 'SOURCE_DAMAGED'],
    ['8', 'Ä8', 'SOURCE_DAMAGED'],
    ['8', 'A-8', 'SOURCE_DAMAGED'],
    ['8', '[8', 'SOURCE_DAMAGED'],
    ['8', 'XFE8', 'SOURCE_OVER_LIMIT'],
    ['8', 'AAAAAAAA8', 'SOURCE_OVER_LIMIT'],
    [undefined, 'A0', 'SOURCE_DAMAGED'],
  ])('refuses the row %s with the cell %s', (row, cell, code) => {
    expect(() => at(row, cell)).toThrow(expect.objectContaining({ code }));
  });
});

describe('columnNumber', () => {
  it('counts from A', () => {
    expect(['A', 'z', 'AA', 'XFD', '', '1', '@', '['].map(columnNumber)).toEqual([
      0, 25, 26, 16_383, -1, -1, -1, -1,
    ]);
  });
});
