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

test('the header is the first row that is not blank, or the one that is named', async () => {
  const source = sourceOf(title, labels, jo);
  expect(await findHeader(source)).toMatchObject({ row: title, above: [] });
  expect(await findHeader(source, 3)).toMatchObject({ row: labels, above: [1] });
});

test('a row number that is blank, and an empty sheet, are refused', async () => {
  await expect(findHeader(sourceOf(title, labels), 2)).rejects.toMatchObject({ code: 'HEADER_ROW_BLANK' });
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
  expect(await all(rowsBelow(source, await findHeader(source, 3)))).toEqual([jo]);
});
