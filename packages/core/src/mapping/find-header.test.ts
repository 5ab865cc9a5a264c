import { expect, test } from 'vitest';
import type { RawRow } from '../model/raw-row.js';
import type { RowSource } from '../ports.js';
import { findHeader, rowsBelow } from './find-header.js';

const sourceOf = (...rows: RawRow[]): RowSource => ({
  sheet: 'Customers',
  notices: [],
  async *rows() {
    yield* rows;
  },
  close: () => Promise.resolve(),
});
const title = { row: 1, cells: ['Customers 2019'] };
const labels = { row: 3, cells: ['First Name', 'Email'] };
const jo = { row: 4, cells: ['Jo', 'jo@example.com'] };

async function all(rows: AsyncIterable<RawRow>): Promise<RawRow[]> {
  const found: RawRow[] = [];
  for await (const row of rows) found.push(row);
  return found;
}

test('the header is the row with the most known labels, or the one that is named', async () => {
  const source = sourceOf(title, labels, jo);
  expect(await findHeader(source)).toMatchObject({ row: labels, above: [1] });
  expect(await findHeader(source, { headerRow: 1 })).toMatchObject({ row: title, above: [] });
  expect(await findHeader(source, { headerRow: 3 })).toMatchObject({ row: labels, above: [1] });
});

test('a row number that is blank, and an empty sheet, are refused', async () => {
  await expect(findHeader(sourceOf(title, labels), { headerRow: 2 })).rejects.toMatchObject({
    code: 'HEADER_ROW_BLANK',
  });
  await expect(findHeader(sourceOf())).rejects.toMatchObject({ code: 'SOURCE_EMPTY' });
});

test('our own columns of a result workbook are no data, and a row of nothing else is none', async () => {
  const source = sourceOf(
    { row: 1, cells: ['First Name', 'Email', 'Import: Row', 'Import: Status'] },
    { row: 2, cells: ['Jo', 'jo@example.com', '17', 'invalid'] },
    { row: 3, cells: ['', '', '18', 'invalid'] },
  );
  const header = await findHeader(source);
  expect(header.row.cells).toEqual(['First Name', 'Email']);
  expect(await all(rowsBelow(source, header))).toEqual([{ row: 2, cells: ['Jo', 'jo@example.com'] }]);
});

test('rows below the header keep their numbers', async () => {
  const source = sourceOf(title, labels, jo);
  expect(await all(rowsBelow(source, await findHeader(source, { headerRow: 3 })))).toEqual([jo]);
});

test('of rows with as many known labels the first is the header, and without any the first row', async () => {
  expect(await findHeader(sourceOf(title, labels, { ...labels, row: 9 }))).toMatchObject({ row: { row: 3 } });
  expect(await findHeader(sourceOf(title, jo))).toMatchObject({ row: title, above: [] });
});

test('the header is looked for among the first 50 rows that are not blank', async () => {
  const above = Array.from({ length: 60 }, (_, index) => ({ row: index + 1, cells: ['Note', 'x'] }));
  const at = (row: number) => sourceOf(...above.slice(0, row - 1), { ...labels, row }, jo);
  expect(await findHeader(at(50))).toMatchObject({ row: { row: 50 } });
  expect(await findHeader(at(51))).toMatchObject({ row: { row: 1 } });
});

test('without a header, columns go by their letters, and the first row is a customer', async () => {
  const source = sourceOf(
    { row: 1, cells: ['Jo', 'jo@example.com'] },
    { row: 2, cells: ['Al', '', '0491570006'] },
  );
  const header = await findHeader(source, { headerRow: 0 });
  expect(header.row).toEqual({ row: 0, cells: ['A', 'B', 'C'] });
  expect(await all(rowsBelow(source, header))).toHaveLength(2);
});
