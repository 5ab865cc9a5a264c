import { describe, expect, it } from 'vitest';
import { readRows } from './read-rows.js';
import { rowShapeOf } from './row-shape.js';
import { sampleRows } from './sample-rows.js';

/** Of each row that is warned of: number, code, cells found and expected. */
async function warned(text: string): Promise<readonly unknown[]> {
  const shape = rowShapeOf(sampleRows(text, { delimiter: ',' }, true));
  async function* pieces(): AsyncGenerator<string, void> {
    yield text;
  }
  const told = [];
  let last = 0;
  for await (const { row, issues = [] } of readRows(pieces(), {
    dialect: { delimiter: ',' },
    firstLine: 1,
    shape,
  })) {
    expect(row).toBeGreaterThan(last);
    last = row;
    for (const { code, values } of issues) told.push([row, code, values?.['found'], values?.['expected']]);
  }
  return told;
}

const labels = 'First,Last,Email,Phone,Notes';
const full = 'a,b,c,d,e';
const rowsOf = (row: string, count: number): string[] => Array.from({ length: count }, () => row);
const csv = (...rows: readonly (string | readonly string[])[]): string => `${rows.flat().join('\n')}\n`;

describe('a row of another shape than the others', () => {
  it('is told where it is short, and where it is long', async () => {
    expect(await warned(csv(labels, full, 'a,b,c', 'a,b,c,d,e,f', full))).toEqual([
      [3, 'ROW_TOO_SHORT', 3, 5],
      [4, 'ROW_TOO_LONG', 6, 5],
    ]);
  });

  it('is told below titles, in a list of one customer, and far below the sample', async () => {
    expect(await warned(csv('Customers of 2026', '', labels, full, 'a,b'))).toEqual([
      [5, 'ROW_TOO_SHORT', 2, 5],
    ]);
    expect(await warned(csv(labels, 'a,b,c,d,e,f'))).toEqual([[2, 'ROW_TOO_LONG', 6, 5]]);
    expect(await warned(csv(labels, rowsOf(full, 5_000), 'a,b,c', full))).toEqual([
      [5_002, 'ROW_TOO_SHORT', 3, 5],
    ]);
  });

  it('is told where the program otherwise writes the delimiters of blank cells', async () => {
    const text = csv(
      labels,
      rowsOf('a,b,c,d,', 20),
      rowsOf('a,b,c', 3),
      rowsOf('a,b,c,d,', 20),
      rowsOf('a', 3),
      full,
    );
    expect(await warned(text)).toHaveLength(6);
  });

  it('is told where its values have moved into a last column that is blank elsewhere', async () => {
    expect(await warned(csv(labels, 'a,b,c,d,', 'a,"b, b",c,d,', 'a,b, b,c,d,', full))).toEqual([
      [4, 'ROW_TOO_LONG', 6, 5],
    ]);
  });

  it('is told at the end of the file', async () => {
    expect(await warned(csv(labels, rowsOf(full, 20), 'a,b'))).toEqual([[22, 'ROW_TOO_SHORT', 2, 5]]);
  });
});

describe('no wolf is cried', () => {
  it.each([
    ['delimiters at the end of every row', csv(`${labels},,`, rowsOf(`${full},,`, 5))],
    ['delimiters at the end of every row but the labels', csv(labels, rowsOf(`${full},`, 5))],
    ['delimiters at the end of some rows', csv(labels, full, `${full},,`, full, `${full},`, full)],
    ['blanks beyond the last column', csv(labels, full, `${full},  ,`, full)],
    ['titles above the labels', csv('Customers', 'as of,23 Nov', '', labels, rowsOf(full, 5))],
    ['blank rows', csv(labels, '', full, ',,', full, '')],
    [
      'a program that leaves off blank cells at the end',
      csv(labels, full, 'a,b,c', 'a,b,c,d', 'a,b', full, 'a,b,c,d', 'a,b,c', full),
    ],
    [
      'Excel, which leaves off the last column in blocks of 16 rows where it is blank',
      csv(labels, rowsOf(full, 15), rowsOf('a,b,c,d,', 160), full, rowsOf('a,b,c,d', 16), rowsOf(full, 200)),
    ],
    [
      'the same far below the sample',
      csv(labels, rowsOf(full, 1_599), rowsOf('a,b,c,d', 16), rowsOf(full, 16)),
    ],
    ['the same at the end of the file', csv(labels, rowsOf(full, 1_599), rowsOf('a,b,c,d', 3))],
    ['a list of one column', csv('Name', 'Ada', 'Bo')],
    ['labels alone', csv(labels)],
  ])('over %s', async (_title, text) => {
    expect(await warned(text)).toEqual([]);
  });
});
