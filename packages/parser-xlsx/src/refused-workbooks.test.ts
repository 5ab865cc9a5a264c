import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  buildTable,
  buildWorkbook,
  buildZip,
  readAll,
  sheetXml,
  temporaryFolder,
  type ZipPart,
} from '@solarproof-import/testkit';
import { describe, expect, it } from 'vitest';
import { openXlsx } from './open-xlsx.js';

async function read(content: Uint8Array): Promise<void> {
  const path = join(await temporaryFolder(), 'customers.xlsx');
  await writeFile(path, content);
  const source = await openXlsx(path);
  try {
    await readAll(source);
  } finally {
    await source.close();
  }
}

const table = buildTable([['Name'], ['Ada']]);

function sheet(content: string | Uint8Array, rest: Partial<ZipPart> = {}): Uint8Array {
  const parts = [{ name: 'xl/worksheets/sheet1.xml', content, ...rest }];
  return buildWorkbook({ sheets: [{ name: 'S', rows: '' }], parts });
}

const row = '<row><c><v>1</v></c></row>';
const deep = '<a>'.repeat(100_000);

describe('openXlsx refuses', () => {
  it.each<[title: string, code: string, content: Uint8Array]>([
    ['an empty file', 'SOURCE_EMPTY', new Uint8Array(0)],
    ['text', 'SOURCE_NOT_XLSX', Buffer.from('Name,Email\n')],
    ['an old Excel workbook', 'SOURCE_OLD_EXCEL', Buffer.from('d0cf11e0a1b11ae1000000', 'hex')],
    ['a workbook that was cut off', 'SOURCE_DAMAGED', table.subarray(0, table.length - 40)],
    ['a ZIP of something else', 'SOURCE_NOT_XLSX', buildZip([{ name: 'photo.txt', content: 'x' }])],
    ['a binary workbook', 'SOURCE_IS_XLSB', buildZip([{ name: 'xl/workbook.bin', content: 'x' }])],
    ['an OpenDocument sheet', 'SOURCE_IS_ODS', buildZip([{ name: 'content.xml', content: '<x/>' }])],
    [
      'another Office file',
      'SOURCE_NOT_WORKBOOK',
      buildZip([{ name: 'xl/workbook.xml', content: '<document/>' }]),
    ],
    [
      '2,001 parts',
      'SOURCE_OVER_LIMIT',
      buildZip(Array.from({ length: 2_001 }, (_, at) => ({ name: `${at}`, content: '' }))),
    ],
    ['a part that expands a thousandfold', 'SOURCE_OVER_LIMIT', sheet(sheetXml(row + ' '.repeat(3_000_000)))],
    [
      'one that lies about it',
      'SOURCE_OVER_LIMIT',
      sheet(sheetXml(row + ' '.repeat(3_000_000)), { declaredSize: 99 }),
    ],
    ['elements deep in each other', 'SOURCE_OVER_LIMIT', sheet(`<worksheet>${deep}`, { stored: true })],
    [
      'a long text',
      'SOURCE_OVER_LIMIT',
      sheet(sheetXml(`<row><c><v>${'1'.repeat(1_100_000)}</v></c></row>`), { stored: true }),
    ],
    [
      'a text of many pieces',
      'SOURCE_OVER_LIMIT',
      sheet(
        sheetXml(`<row><c t="inlineStr"><is>${`<t>${'x'.repeat(50_000)}</t>`.repeat(30)}</is></c></row>`),
        { stored: true },
      ),
    ],
    [
      'a comment without end',
      'SOURCE_OVER_LIMIT',
      sheet(`<worksheet><!--${'x'.repeat(1_200_000)}`, { stored: true }),
    ],
    ['a long attribute', 'SOURCE_OVER_LIMIT', sheet(`<worksheet a="${'x'.repeat(9_000)}"/>`)],
    ['a document type', 'SOURCE_OVER_LIMIT', sheet('<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>')],
    ['an unknown entity', 'SOURCE_DAMAGED', sheet(sheetXml('<row><c><v>&boom;</v></c></row>'))],
    ['a row past the last', 'SOURCE_OVER_LIMIT', sheet(sheetXml('<row r="1048577"><c><v>1</v></c></row>'))],
    ['a column past the last', 'SOURCE_OVER_LIMIT', sheet(sheetXml('<row><c r="XFE1"><v>1</v></c></row>'))],
    [
      'a row that is there twice',
      'SOURCE_DAMAGED',
      sheet(sheetXml(row.repeat(2).replaceAll('<row', '<row r="2"'))),
    ],
    ['a row without a proper number', 'SOURCE_DAMAGED', sheet(sheetXml('<row r="x"/>'))],
    ['a text that is not there', 'SOURCE_DAMAGED', sheet(sheetXml('<row><c t="s"><v>0</v></c></row>'))],
    ['XML that breaks off', 'SOURCE_DAMAGED', sheet(`<worksheet><sheetData>${row}`)],
    [
      'bytes that are not UTF-8',
      'SOURCE_DAMAGED',
      sheet(Buffer.from('<worksheet>\xff</worksheet>', 'latin1')),
    ],
    ['a wrong checksum', 'SOURCE_DAMAGED', sheet(sheetXml(row), { declaredCrc: 1 })],
    ['an encrypted part', 'SOURCE_ENCRYPTED', sheet(sheetXml(row), { flags: 0x801 })],
    [
      'a part that is there twice',
      'SOURCE_DAMAGED',
      buildZip([
        { name: 'xl/workbook.xml', content: '<workbook/>' },
        { name: 'XL/workbook.xml', content: '<workbook/>' },
      ]),
    ],
    ['a workbook without sheets', 'SOURCE_SHEET_UNKNOWN', buildWorkbook({ sheets: [] })],
  ])('%s', async (_title, code, content) => {
    await expect(read(content)).rejects.toMatchObject({ name: 'SourceError', code });
  });
});
