import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SourceError } from '@solarproof-import/core';
import {
  buildTable,
  buildWorkbook,
  buildZip,
  readAll,
  sheetXml,
  rowSourceContract,
  temporaryFolder,
  type BuiltWorkbook,
} from '@solarproof-import/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listSheets, openXlsx, type XlsxOptions } from './open-xlsx.js';

async function fileOf(content: Uint8Array): Promise<string> {
  const path = join(await temporaryFolder(), 'customers.xlsx');
  await writeFile(path, content);
  return path;
}

async function read(content: Uint8Array, options?: XlsxOptions) {
  const source = await openXlsx(await fileOf(content), options);
  try {
    return { rows: await readAll(source), source };
  } finally {
    await source.close();
  }
}

/** The rows of a workbook with one sheet of these rows. */
async function rowsOf(rows: string, rest: Partial<BuiltWorkbook> = {}) {
  return (await read(buildWorkbook({ sheets: [{ name: 'Customers', rows }], ...rest }))).rows;
}

rowSourceContract('a workbook', async (table) => openXlsx(await fileOf(buildTable(table))));

describe('openXlsx', () => {
  it('reads shared, inline and rich texts, without phonetic runs', async () => {
    const sharedStrings =
      '<si><t xml:space="preserve"> Ada </t></si><si><r><rPr><b/></rPr><t>Zo</t></r><r><t>ë</t></r></si>' +
      '<si><t>東京</t><rPh sb="0" eb="2"><t>とうきょう</t></rPh></si><si/>';
    const rows =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>' +
      '<c r="D1" t="s"><v>3</v></c><c r="E1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c></row>';
    expect(await rowsOf(rows, { sharedStrings })).toEqual([
      { row: 1, cells: [' Ada ', 'Zoë', '東京', '', 'ab'] },
    ]);
  });

  it('resolves _xHHHH_ escapes, CDATA and character references', async () => {
    const text = (content: string): string => `<c t="inlineStr"><is><t>${content}</t></is></c>`;
    const rows = `<row>${text('a_x000D_b_x005F_x0041_')}${text('<![CDATA[1 < 2]]> &amp; 3')}${text('&#233;&#x1F642;')}</row>`;
    expect(await rowsOf(rows)).toEqual([{ row: 1, cells: ['a\rb_x0041_', '1 < 2 & 3', 'é🙂'] }]);
  });

  it('reads numbers, booleans, dates and results of formulas as a person sees them', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="164" formatCode="0000\\ 000\\ 000"/><numFmt numFmtId="165" formatCode="d\\.m\\.yy"/></numFmts>' +
      '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
      '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="22"/></cellXfs>' +
      '<dxfs><dxf><numFmt numFmtId="164" formatCode="yyyy"/></dxf></dxfs>';
    const rows =
      '<row><c><v>6.1412345678E10</v></c><c><v>0.29999999999999999</v></c><c s="1"><v>412345678</v></c><c s="2"><v>44197</v></c>' +
      '<c s="3"><v>44197.75</v></c><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="str"><f>A1</f><v>x</v></c>' +
      '<c><f>1+1</f><v>2</v></c><c t="d"><v>2026-01-31T00:00:00</v></c></row>';
    const [row] = await rowsOf(rows, { styles });
    expect(row?.cells).toEqual([
      '61412345678',
      '0.3',
      '0412 345 678',
      '2021-01-01',
      '2021-01-01 18:00:00',
      'TRUE',
      'FALSE',
      'x',
      '2',
      '2026-01-31',
    ]);
    expect(row?.issues).toBeUndefined();
  });

  it('counts days from 1904 where the workbook does', async () => {
    const styles = '<cellXfs><xf numFmtId="14"/></cellXfs>';
    const rows = '<row><c s="0"><v>42735</v></c></row>';
    expect((await rowsOf(rows, { styles, date1904: true }))[0]?.cells).toEqual(['2021-01-01']);
  });

  it('reports errors and formulas without a result, each at its cell', async () => {
    const rows =
      '<row r="3"><c r="B3" t="e"><f>NA()</f><v>#N/A</v></c><c r="D3"><f>A1&amp;B1</f></c><c r="E3"><f>1</f><v/></c>' +
      '<c r="F3" t="str"><f>""</f><v></v></c></row>';
    const at = (column: number) => ({ sheet: 'Customers', row: 3, column });
    expect(await rowsOf(rows)).toEqual([
      {
        row: 3,
        cells: ['', '#N/A'],
        issues: [
          { code: 'CELL_HAS_ERROR', level: 'error', place: at(1), values: { found: '#N/A' } },
          { code: 'CELL_NOT_CALCULATED', level: 'error', place: at(3), values: { found: '=A1&B1' } },
          { code: 'CELL_NOT_CALCULATED', level: 'error', place: at(4), values: { found: '=1' } },
        ],
      },
    ]);
  });

  it('numbers rows and cells that say no number, and cells out of order', async () => {
    const rows =
      '<row><c><v>1</v></c><c r="D1"><v>4</v></c><c><v>5</v></c></row><row r="7"/><row><c r="C8"><v>3</v></c><c r="A8"><v>1</v></c></row>';
    expect(await rowsOf(rows)).toEqual([
      { row: 1, cells: ['1', '', '', '4', '5'] },
      { row: 8, cells: ['1', '', '3'] },
    ]);
  });

  it('reads prefixed names, the strict namespace and absolute, backslashed and differently cased part names', async () => {
    const strict = 'http://purl.oclc.org/ooxml/officeDocument/relationships';
    const relation = (id: string, type: string, target: string): string =>
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="${id}" Type="${strict}/${type}" Target="${target}"/></Relationships>`;
    const bytes = buildZip([
      { name: '_rels\\.rels', content: relation('a', 'officeDocument', '/XL/Book.xml') },
      {
        name: 'xl\\book.xml',
        content: `<x:workbook xmlns:x="s" xmlns:q="r"><x:sheets><x:sheet name="S" sheetId="1" q:id="b"/></x:sheets></x:workbook>`,
      },
      { name: 'xl/_rels/book.xml.rels', content: relation('b', 'worksheet', '../xl/Sheets/One.xml') },
      {
        name: '/xl/sheets/one.xml',
        content:
          '<x:worksheet xmlns:x="s"><x:sheetData><x:row r="2"><x:c r="B2"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>',
        stored: true,
      },
    ]);
    expect((await read(bytes)).rows).toEqual([{ row: 2, cells: ['', '5'] }]);
  });

  it('reads UTF-16 parts and parts with a BOM', async () => {
    const xml =
      '<worksheet><sheetData><row><c t="inlineStr"><is><t>Zoë</t></is></c></row></sheetData></worksheet>';
    for (const content of [Buffer.from(`\uFEFF${xml}`, 'utf16le'), Buffer.from(`\uFEFF${xml}`)]) {
      const parts = [{ name: 'xl/worksheets/sheet1.xml', content }];
      expect(await rowsOf('', { parts })).toEqual([{ row: 1, cells: ['Zoë'] }]);
    }
  });

  it('takes the first visible sheet and names the others', async () => {
    const cell = (value: number): string => `<row><c><v>${value}</v></c></row>`;
    const bytes = buildWorkbook({
      sheets: [
        { name: 'Lists', rows: cell(1), state: 'veryHidden' },
        { name: 'Customers', rows: cell(2) },
        { name: 'Notes', rows: cell(3) },
      ],
    });
    const { rows, source } = await read(bytes);
    expect(source.sheet).toBe('Customers');
    expect(rows[0]?.cells).toEqual(['2']);
    expect(source.notices).toEqual([
      {
        code: 'SHEETS_LEFT_OUT',
        level: 'warning',
        place: {},
        values: { sheets: 'Lists (hidden), 1 row; Notes, 1 row', count: 2 },
      },
    ]);
    expect((await read(bytes, { sheet: 'lists' })).rows[0]?.cells).toEqual(['1']);
    await expect(read(bytes, { sheet: 'Nobody' })).rejects.toMatchObject({
      code: 'SOURCE_SHEET_UNKNOWN',
      hints: ['It has: Lists (hidden), Customers, Notes.', 'Name the one to read: --sheet NAME.'],
    });
    expect(await listSheets(await fileOf(bytes))).toEqual([
      { name: 'Lists', isHidden: true },
      { name: 'Customers', isHidden: false },
      { name: 'Notes', isHidden: false },
    ]);
  });

  it('counts the rows with values of the sheets that are left out, whatever state they are in', async () => {
    const rows = (count: number): string =>
      Array.from({ length: count }, (_, row) => `<row><c><v>${row * 7919}</v></c></row><row/>`).join('');
    const bytes = buildWorkbook({
      sheets: [
        { name: 'Customers', rows: rows(1) },
        { name: 'Empty', rows: '<row r="4"><c s="1"/></row>' },
        { name: 'Broken', rows: '<row><c>' },
        { name: 'Large', rows: rows(600_000), state: 'hidden' },
        { name: 'After it', rows: rows(1) },
      ],
    });
    const told = (await read(bytes)).source.notices[0]?.values?.['sheets'];
    expect(String(told).split('; ')).toEqual([
      'Empty, empty',
      'Broken, not readable',
      expect.stringMatching(/^Large \(hidden\), more than \d{3},\d{3} rows$/),
      'After it, not looked into',
    ]);
  });

  it('sorts rows and cells that stand out of order, and gives each cell its issue', async () => {
    const { rows } = await read(
      buildWorkbook({
        sheets: [
          {
            name: 'S',
            rows:
              '<row r="5"><c r="C5" t="e"><v>#N/A</v></c><c r="A5"><v>5</v></c><c r="B5"><f>1</f></c></row>' +
              '<row r="2"><c r="B2"><v>2</v></c></row><row><c><v>3</v></c></row><row><c r="A4"><v>4</v></c></row>',
          },
        ],
      }),
    );
    expect(rows.map(({ row, cells }) => [row, ...cells])).toEqual([
      [2, '', '2'],
      [3, '3'],
      [4, '4'],
      [5, '5', '', '#N/A'],
    ]);
    expect(rows[3]?.issues?.map(({ code }) => code)).toEqual(['CELL_NOT_CALCULATED', 'CELL_HAS_ERROR']);
  });

  it('reads of merged cells the one at the top left, in rows of any order', async () => {
    const row = (number: number): string =>
      `<row r="${number}"><c r="A${number}"><v>${number}</v></c><c r="B${number}"><v>0</v></c></row>`;
    const content = sheetXml(`${row(3)}${row(1)}${row(2)}`).replace(
      '</sheetData>',
      '</sheetData><mergeCells count="9"><mergeCell ref="A1:B2"/></mergeCells>',
    );
    const parts = [{ name: 'xl/worksheets/sheet1.xml', content }];
    const { rows } = await read(buildWorkbook({ sheets: [{ name: 'S', rows: '' }], parts }));
    expect(rows.map(({ row, cells }) => [row, ...cells])).toEqual([
      [1, '1'],
      [3, '3', '0'],
    ]);
    expect(rows[0]?.issues?.map(({ code, place }) => [code, place.column])).toEqual([
      ['CELL_UNDER_MERGE', 1],
    ]);
  });

  it('yields nothing for a sheet without rows', async () => {
    expect(await rowsOf('')).toEqual([]);
  });

  it('ends any bytes, and any damage to a workbook, in rows or a SourceError', async () => {
    const whole = Buffer.from(
      buildTable([
        ['Name', 'Email'],
        ['Ada', 'ada@example.com'],
      ]),
    );
    const damaged = fc
      .tuple(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length))
      .map(([at, byte, length]) => {
        const bytes = Buffer.from(whole);
        bytes[at] = byte;
        return length % 3 === 0 ? bytes.subarray(0, length) : bytes;
      });
    await fc.assert(
      fc.asyncProperty(fc.oneof(damaged, fc.uint8Array({ maxLength: 200 })), async (bytes) => {
        await read(bytes).catch((error: unknown) => expect(error).toBeInstanceOf(SourceError));
      }),
      { numRuns: 400 },
    );
  });

  it('says that a file is missing or a folder', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'sub.xlsx'));
    await expect(openXlsx(join(folder, 'none.xlsx'))).rejects.toMatchObject({ code: 'SOURCE_MISSING' });
    await expect(openXlsx(join(folder, 'sub.xlsx'))).rejects.toMatchObject({ code: 'SOURCE_NOT_A_FILE' });
  });
});
