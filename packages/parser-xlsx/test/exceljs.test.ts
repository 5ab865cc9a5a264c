// A second opinion: what exceljs writes, and what it believes to have written, is what is read.
import { join } from 'node:path';
import { readAll, temporaryFolder } from '@solarproof-import/testkit';
import exceljs from 'exceljs';
import { describe, expect, it } from 'vitest';
import { openXlsx } from '../src/index.js';

async function read(path: string) {
  const source = await openXlsx(path);
  try {
    return { rows: await readAll(source), notices: source.notices };
  } finally {
    await source.close();
  }
}

describe('a workbook that exceljs wrote', () => {
  it('gives what was put in', async () => {
    const book = new exceljs.Workbook();
    book.addWorksheet('Lists', { state: 'hidden' }).addRow(['x']);
    const sheet = book.addWorksheet('Customers');
    sheet.addRow(['First Name', 'Mobile', 'Since', 'Active', 'Share', 'Note']);
    sheet.addRow(['Zoë', 491_570_006, new Date(Date.UTC(2024, 1, 29)), true, 0.3, 'two\nlines']);
    sheet.addRow([]);
    sheet.addRow([{ richText: [{ text: 'A' }, { font: { bold: true }, text: 'da' }] }, '0491 570 156']);
    sheet.getCell('B2').numFmt = '0000000000';
    sheet.getCell('C2').numFmt = 'dd/mm/yyyy';
    sheet.getCell('D4').value = { formula: 'A1', result: 'First Name' };
    sheet.getCell('E4').value = { error: '#DIV/0!' };
    sheet.mergeCells('A6:B6');
    sheet.getCell('A6').value = 'merged';
    const path = join(await temporaryFolder(), 'customers.xlsx');
    await book.xlsx.writeFile(path);

    const { rows, notices } = await read(path);
    expect(rows.map(({ row, cells }) => [row, ...cells])).toEqual([
      [1, 'First Name', 'Mobile', 'Since', 'Active', 'Share', 'Note'],
      [2, 'Zoë', '0491570006', '2024-02-29', 'TRUE', '0.3', 'two\nlines'],
      [4, 'Ada', '0491 570 156', '', 'First Name', '#DIV/0!'],
      [6, 'merged'],
    ]);
    expect(rows[2]?.issues?.map(({ code }) => code)).toEqual(['CELL_HAS_ERROR']);
    expect(notices.map(({ values }) => values?.['sheets'])).toEqual(['Lists (hidden), 1 row']);
  });

  it('streams 20,000 rows and every one of them', async () => {
    const path = join(await temporaryFolder(), 'many.xlsx');
    const writer = new exceljs.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings: true });
    const sheet = writer.addWorksheet('Customers');
    for (let row = 1; row <= 20_000; row += 1) sheet.addRow([`Customer ${row}`, row, 'ünïcödé']).commit();
    await writer.commit();

    const source = await openXlsx(path);
    let seen = 0;
    for await (const { row, cells } of source.rows()) {
      seen += 1;
      if (row !== seen || cells[0] !== `Customer ${seen}` || cells[1] !== String(seen))
        expect(cells).toBe(seen);
    }
    await source.close();
    expect(seen).toBe(20_000);
  });
});
