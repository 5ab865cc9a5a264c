// Workbooks with macros, and templates, differ from others by what they say of themselves and by parts that are not read.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildWorkbook, temporaryFolder, xmlText, type ZipPart } from '@solarproof-import/testkit';
import { describe, expect, it } from 'vitest';
import { prepareFile } from '../src/prepare-file.js';

const types = 'http://schemas.openxmlformats.org/package/2006/content-types';
const officeRelations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const macroRelation = 'http://schemas.microsoft.com/office/2006/relationships/vbaProject';
const macroBook = 'application/vnd.ms-excel.sheet.macroEnabled.main+xml';
const macroTemplate = 'application/vnd.ms-excel.template.macroEnabled.main+xml';
const plainTemplate = 'application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml';
const plainBook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';

const table = [
  ['First Name', 'Surname', 'Email', 'Mobile', 'Type'],
  ['Fay', 'Gunn', 'fay.gunn@example.com', '0491 570 313', 'Residential'],
  ['Lee', 'Hart', 'lee.hart@example.org', '0491 570 006', 'Commercial'],
];

function workbook(mainType: string, hasMacros: boolean): Uint8Array {
  const rows = table.map((cells) => {
    return `<row>${cells.map((text) => `<c t="inlineStr"><is><t>${xmlText(text)}</t></is></c>`).join('')}</row>`;
  });
  const override = `<Override PartName="/xl/workbook.xml" ContentType="${mainType}"/>`;
  const macros: ZipPart[] = [
    {
      name: 'xl/_rels/workbook.xml.rels',
      content:
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
        `<Relationship Id="rId2" Type="${macroRelation}" Target="vbaProject.bin"/>` +
        `<Relationship Id="rId1" Type="${officeRelations}/worksheet" Target="worksheets/sheet1.xml"/>` +
        '</Relationships>',
    },
    { name: 'xl/vbaProject.bin', content: Buffer.from('d0cf11e0a1b11ae1'.padEnd(1_024, '0'), 'hex') },
  ];
  return buildWorkbook({
    sheets: [{ name: 'Customers', rows: rows.join('') }],
    parts: [
      { name: '[Content_Types].xml', content: `<Types xmlns="${types}">${override}</Types>` },
      ...(hasMacros ? macros : []),
    ],
  });
}

describe('a workbook is read just the same', () => {
  it.each([
    ['list.xlsx', plainBook, false],
    ['list.xlsm', macroBook, true],
    ['list.xltx', plainTemplate, false],
    ['list.xltm', macroTemplate, true],
  ])('as %s', async (name, mainType, hasMacros) => {
    const file = path.join(await temporaryFolder(), name);
    await writeFile(file, workbook(mainType, hasMacros));
    const prepared = await prepareFile(file, { account: { name: 'default', host: 'api.example.com' } });
    try {
      const rows = [];
      for await (const row of prepared.rows()) rows.push(row);
      expect(prepared.source).toMatchObject({ name, format: 'xlsx' });
      expect(prepared.plan.counts).toMatchObject({ rows: 2, ready: 2 });
      expect(prepared.notices).toEqual([]);
      expect([prepared.header.row.cells, ...rows.map(({ cells }) => cells)]).toEqual(table);
    } finally {
      await prepared.close();
    }
  });
});
