import { describe, expect, it } from 'vitest';
import type { RawRow, RowSource } from '@solarproof-import/core';

type Table = readonly (readonly string[])[];

const samples: readonly (readonly [title: string, table: Table])[] = [
  [
    'a header and two rows',
    [
      ['First Name', 'Email'],
      ['Ada', 'ada@example.com'],
      ['Bo', 'bo@example.com'],
    ],
  ],
  ['blank rows before, between and after', [[], ['Name'], [], ['', '  '], ['Ada'], [], []]],
  [
    'blank cells before, between and after',
    [
      ['A', 'B', 'C', 'D'],
      ['', 'x', '', ''],
      ['', '', '', 'y'],
    ],
  ],
  ['one cell alone', [['x']]],
  [
    'text that is not trimmed',
    [
      ['  A', 'B  '],
      [' a ', '\tb\t'],
    ],
  ],
  [
    'delimiters, quotes and line breaks in cells',
    [
      ['A', 'B'],
      ['1, 2; 3\t4|5', 'say "x"'],
      ['two\nlines', '""'],
    ],
  ],
  [
    'characters of one to four bytes',
    [
      ['Näme', '名前'],
      ['Zoë', '🙂 ok'],
    ],
  ],
  [
    'characters that look like blanks or line breaks and are none',
    [
      ['A', 'B'],
      ['a\u2028b', '\u0085c\u00a0d'],
      ['\u200be', 'f\u3000'],
    ],
  ],
  [
    'text that looks like numbers, dates and formulas',
    [
      ['A', 'B'],
      ['0412345678', '1E5'],
      ['=1+1', '01/02/2026'],
    ],
  ],
  [
    'labels that are names of an object',
    [
      ['__proto__', 'constructor', 'toString'],
      ['a', 'b', 'c'],
    ],
  ],
];

/**
 * Proves that an adapter is a RowSource: every test makes one from a table of cells and reads it.
 * @param make opens a new source that holds this table as its only sheet
 */
export function rowSourceContract(name: string, make: (table: Table) => Promise<RowSource>): void {
  describe(`${name} as a RowSource`, () => {
    it.each(samples)('gives the cells and row numbers of %s', async (_title, table) => {
      const source = await make(table);
      expect(await readAll(source)).toEqual(expected(table));
      await source.close();
    });

    it('gives every row again each time it is asked', async () => {
      const source = await make(long);
      const first = await readAll(source);
      expect(await readAll(source)).toEqual(first);
      await source.close();
    });

    it('gives two readers at once the same rows, each at its own pace', async () => {
      const source = await make(long);
      const [one, two] = [source.rows()[Symbol.asyncIterator](), source.rows()[Symbol.asyncIterator]()];
      for (let row = 1; row <= 400; row += 1) {
        expect((await one.next()).value).toMatchObject({ row });
        if (row % 2 === 0) expect((await two.next()).value).toMatchObject({ row: row / 2 });
      }
      await Promise.all([one.return?.(), two.return?.()]);
      await source.close();
    });

    it('gives row numbers that strictly rise', async () => {
      const source = await make(long);
      const numbers = (await readAll(source)).map(({ row }) => row);
      expect(numbers).toEqual(long.map((_, index) => index + 1));
      await source.close();
    });

    it('can be left in the middle, closed, and closed again', async () => {
      const source = await make(long);
      for await (const { row } of source.rows()) if (row === 5) break;
      expect((await readAll(source)).length).toBe(long.length);
      await source.close();
      await source.close();
    });

    it('can be closed without having been read', async () => {
      const source = await make(long);
      expect(source.notices).toEqual([]);
      await source.close();
    });
  });
}

const long: Table = Array.from({ length: 3_000 }, (_, index) => [
  `Customer ${index}`,
  `c${index}@example.com`,
  'é',
]);

/** Every row of a source, in order. For tests: a list of all rows is what the product itself never makes. */
export async function readAll(source: RowSource): Promise<readonly RawRow[]> {
  const rows: RawRow[] = [];
  for await (const row of source.rows()) rows.push(row);
  return rows;
}

function expected(table: Table): readonly Pick<RawRow, 'row' | 'cells'>[] {
  const rows = table.map((cells, index) => ({ row: index + 1, cells: withoutMissing(cells) }));
  return rows
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    .map(({ row, cells }) => expect.objectContaining({ row, cells }));
}

function withoutMissing(cells: readonly string[]): readonly string[] {
  const last = cells.findLastIndex((cell) => cell !== '');
  return cells.slice(0, last + 1);
}
