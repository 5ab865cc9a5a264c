// Files that other programs wrote: openpyxl (a script with this very table) and LibreOffice, which opened that and saved it.
import { fileURLToPath } from 'node:url';
import { readAll } from '@solarproof-import/testkit';
import { describe, expect, it } from 'vitest';
import { openXlsx } from '../src/index.js';

const columns = ['First Name', 'Surname', 'Email', 'Mobile', 'Since', 'Called at', 'Active', 'Note', 'Sum'];
const zoe = [
  'Zoë',
  "O'Brien",
  'zoe@example.com',
  '0491 570 006',
  '2024-02-29',
  '2024-02-29 17:05:30',
  'TRUE',
  'two\nlines',
];
const emoji = [' 名前 ', '🙂', 'x@example.org', '0491570156', '1900-01-01', '06:30:00', 'FALSE', 'a\rb'];
const ada = ['Ada', '', 'ada@example.com', '61491570157', '', '', '', '0.1'];

async function read(name: string) {
  const source = await openXlsx(fileURLToPath(new URL(`files/${name}.xlsx`, import.meta.url)));
  const rows = await readAll(source);
  await source.close();
  const issues = rows.flatMap((row) => row.issues ?? []).map(({ code, place }) => `${code} ${place.row}`);
  return { cells: rows.map(({ row, cells }) => [row, ...cells]), issues, notices: source.notices };
}

describe('a workbook that another program wrote', () => {
  it('gives what a person sees, from LibreOffice', async () => {
    const { cells, issues, notices } = await read('libreoffice');
    expect(cells).toEqual([
      [1, ...columns],
      [2, ...zoe, '2'],
      [3, ...emoji, '#N/A'],
      [5, ...ada, 'Ada!'],
    ]);
    expect(issues).toEqual(['CELL_HAS_ERROR 3']);
    expect(notices[0]?.values).toEqual({ sheets: 'Lists (hidden), Notes', count: 2 });
  });

  it('gives what a person sees, from openpyxl, which calculates no formula', async () => {
    const { cells, issues } = await read('openpyxl');
    expect(cells).toEqual([
      [1, ...columns],
      [2, ...zoe],
      [3, ...emoji],
      [5, ...ada],
    ]);
    expect(issues).toEqual(['CELL_NOT_CALCULATED 2', 'CELL_NOT_CALCULATED 3', 'CELL_NOT_CALCULATED 5']);
  });
});
