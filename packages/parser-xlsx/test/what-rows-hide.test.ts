import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RawRow } from '@solarproof-import/core';
import {
  buildWorkbook,
  readAll,
  sheetXml,
  temporaryFolder,
  type BuiltWorkbook,
} from '@solarproof-import/testkit';
import { describe, expect, it } from 'vitest';
import { openXlsx, type XlsxOptions } from '../src/open-xlsx.js';

async function open(book: BuiltWorkbook, options?: XlsxOptions) {
  const file = path.join(await temporaryFolder(), 'list.xlsx');
  await writeFile(file, buildWorkbook(book));
  const source = await openXlsx(file, options);
  const rows = await readAll(source);
  await source.close();
  return { source, rows };
}

const rowsOf = async (rows: string, rest: Partial<BuiltWorkbook> = {}): Promise<readonly RawRow[]> =>
  (await open({ sheets: [{ name: 'Customers', rows }], ...rest })).rows;

const cell = (reference: string, text: string, more = ''): string =>
  `<c r="${reference}" t="inlineStr"${more}><is><t>${text}</t></is></c>`;

describe('a hidden row', () => {
  it.each([
    ['Excel', '<row r="2" spans="1:2" hidden="1" x14ac:dyDescent="0.25">'],
    ['LibreOffice', '<row r="2" customFormat="false" ht="12.8" hidden="true" customHeight="false">'],
    ['odd tags', "<row r='2' hidden='1' >"],
  ])('is told as %s writes it', async (_program, tag) => {
    const rows = `<row r="1">${cell('A1', 'a')}</row>${tag}${cell('A2', 'b')}</row><row r="3" hidden="0">${cell('A3', 'c')}</row>`;
    expect((await rowsOf(rows)).map(({ row, isHidden }) => [row, isHidden])).toEqual([
      [1, undefined],
      [2, true],
      [3, undefined],
    ]);
  });

  it('stays so where rows are sorted, or lie under a merge', async () => {
    const rows = `<row r="3">${cell('A3', 'c')}</row><row r="2" hidden="1">${cell('A2', 'b')}${cell('B2', 'x')}</row>`;
    const merges = '<mergeCells><mergeCell ref="A2:B2"/></mergeCells>';
    const content = sheetXml(rows).replace('</sheetData>', `</sheetData>${merges}`);
    const found = await rowsOf(rows, { parts: [{ name: 'xl/worksheets/sheet1.xml', content }] });
    expect(found.map(({ row, isHidden }) => [row, isHidden])).toEqual([
      [2, true],
      [3, undefined],
    ]);
  });
});

describe('a value merged down over rows', () => {
  const merged = async (rows: string, reference: string): Promise<readonly RawRow[]> => {
    const merges = `<mergeCells><mergeCell ref="${reference}"/></mergeCells>`;
    const content = sheetXml(rows).replace('</sheetData>', `</sheetData>${merges}`);
    return rowsOf(rows, { parts: [{ name: 'xl/worksheets/sheet1.xml', content }] });
  };
  const rows = [1, 2, 3]
    .map((row) => `<row r="${row}">${row === 1 ? cell('A1', 'Acme') : ''}${cell(`B${row}`, 'x')}</row>`)
    .join('');

  it('is told of every row but the first', async () => {
    const found = await merged(rows, 'A1:A3');
    expect(
      found.map(({ issues = [] }) => issues.map(({ code, place, values }) => [code, place.column, values])),
    ).toEqual([
      [],
      [['CELL_MERGED_DOWN', 0, { found: 'Acme', row: 1 }]],
      [['CELL_MERGED_DOWN', 0, { found: 'Acme', row: 1 }]],
    ]);
  });

  it('is told as long as the merge lasts, short, and not where the row has a value of its own', async () => {
    const title = 'All of the customers of our old shop in Example Street';
    const numbered = [2, 4, 5, 6].map((row) => `<row r="${row}">${cell(`B${row}`, 'x')}</row>`);
    const own = `<row r="3">${cell('A3', 'own')}${cell('B3', 'x')}</row>`;
    const top = `<row r="1">${cell('A1', title)}</row>`;
    const found = await merged([top, numbered[0], own, ...numbered.slice(1)].join(''), 'A1:A5');
    const told = { found: 'All of the customers of our old shop in…', row: 1 };
    expect(
      found.map(({ row, issues = [] }) => [row, ...issues.map(({ code, values }) => [code, values])]),
    ).toEqual([
      [1],
      [2, ['CELL_MERGED_DOWN', told]],
      [3, ['CELL_UNDER_MERGE', { found: 'own' }]],
      [4, ['CELL_MERGED_DOWN', told]],
      [5, ['CELL_MERGED_DOWN', told]],
      [6],
    ]);
  });

  it('is told in the column of its value only, where the merge is over several columns too', async () => {
    const found = await merged(rows.replaceAll('r="B', 'r="D'), 'A1:B3');
    expect(found.map(({ issues = [] }) => issues.map(({ place }) => place.column))).toEqual([[], [0], [0]]);
  });

  it('is told where the rows stand out of order', async () => {
    const found = await merged(
      rows
        .split(/(?<=<\/row>)/)
        .toReversed()
        .join(''),
      'A1:A3',
    );
    expect(found.map(({ row, issues = [] }) => [row, issues.length])).toEqual([
      [1, 0],
      [2, 1],
      [3, 1],
    ]);
  });

  it('makes no row of one that is blank', async () => {
    const top = `<row r="1">${cell('A1', 'Acme')}</row><row r="2"><c r="A2" s="0"/></row><row r="3"/>`;
    expect((await merged(top, 'A1:A3')).map(({ row }) => row)).toEqual([1]);
  });

  it('is not told of a merge across, nor of one without a value', async () => {
    expect(
      (await merged(rows, 'A1:B1')).flatMap(({ issues = [] }) => issues.map(({ code }) => code)),
    ).toEqual(['CELL_UNDER_MERGE']);
    expect((await merged(rows, 'C1:C3')).every(({ issues }) => issues === undefined)).toBe(true);
  });
});

describe('a link to an e-mail address', () => {
  const relation = (id: string, target: string): string =>
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="${target}" TargetMode="External"/>`;

  async function linked(rows: string, links: string, relations: string): Promise<readonly RawRow[]> {
    const content = sheetXml(rows).replace('</sheetData>', `</sheetData><hyperlinks>${links}</hyperlinks>`);
    return rowsOf(rows, {
      parts: [
        { name: 'xl/worksheets/sheet1.xml', content },
        {
          name: 'xl/worksheets/_rels/sheet1.xml.rels',
          content: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations}</Relationships>`,
        },
      ],
    });
  }

  it('is told of a cell whose own text is no address', async () => {
    const rows = `<row r="1">${cell('A1', 'write to Jo')}${cell('B1', 'al@example.com')}${cell('C1', 'our page')}</row>`;
    const links =
      '<hyperlink ref="A1" r:id="r1"/><hyperlink ref="B1" r:id="r1"/><hyperlink ref="C1" r:id="r2"/>';
    const found = await linked(
      rows,
      links,
      relation('r1', 'mailto:jo@example.com') + relation('r2', 'https://example.com'),
    );
    expect(found.map(({ links: told }) => [...(told ?? [])])).toEqual([[[0, 'mailto:jo@example.com']]]);
  });

  it('counts for each row of a range in one column, however many it names', async () => {
    const rows = [1, 2].map((row) => `<row r="${row}">${cell(`A${row}`, 'mail')}</row>`).join('');
    const found = await linked(
      rows,
      '<hyperlink ref="A1:A1048576" r:id="r1"/>',
      relation('r1', 'mailto:jo@example.com'),
    );
    expect(found.map(({ links: told }) => told?.size)).toEqual([1, 1]);
  });

  it.each([
    ['Excel, with an id of its own', '<hyperlink ref="A1" r:id="r1" xr:uid="{0-0}"/>'],
    ['LibreOffice', '<hyperlink ref="A1" r:id="r1" display="mailto:jo@example.com"/>'],
    ['openpyxl, its prefix its own', '<hyperlink xmlns:x="u" ref="A1" tooltip="id" x:id="r1"/>'],
    ['Excel, over merged cells', '<hyperlink ref="A1:B1" r:id="r1"/>'],
  ])('is told as %s writes it', async (_program, link) => {
    const rows = `<row r="1">${cell('A1', 'mail')}</row>`;
    const found = await linked(rows, link, relation('r1', 'mailto:jo@example.com'));
    expect(found.map(({ links: told }) => [...(told ?? [])])).toEqual([[[0, 'mailto:jo@example.com']]]);
  });

  it('is told of so many cells at most, whatever a range names', async () => {
    const rows = [1, 9].map((row) => `<row r="${row}">${cell(`B${row}`, 'mail')}</row>`).join('');
    const links = '<hyperlink ref="A1:XFD1048576" r:id="r1"/>';
    const found = await linked(rows, links, relation('r1', 'mailto:jo@example.com'));
    expect(found.map(({ links: told }) => told?.get(1))).toEqual(['mailto:jo@example.com', undefined]);
  });

  it('leads nowhere, and stops nobody, where its target is missing or damaged', async () => {
    const rows = `<row r="1">${cell('A1', 'mail')}</row>`;
    const links =
      '<hyperlink ref="A1" location="B1"/><hyperlink ref="?" r:id="r1"/><hyperlink r:id="r1"/><hyperlink ref="A1" r:id="r7"/>';
    for (const relations of ['', relation('r1', 'mailto:jo@example.com'), '<Relationship></oops>']) {
      expect(await linked(rows, links, relations)).toEqual([{ row: 1, cells: ['mail'] }]);
    }
  });

  it('of a blank cell is none, nor of a row that is not there', async () => {
    const rows = `<row r="1">${cell('B1', 'x')}</row>`;
    const links = '<hyperlink ref="A1:A9" r:id="r1"/>';
    expect(await linked(rows, links, relation('r1', 'mailto:jo@example.com'))).toEqual([
      { row: 1, cells: ['', 'x'] },
    ]);
  });

  it.each([
    ['HYPERLINK("mailto:jo@example.com","mail")', 'mailto:jo@example.com'],
    ['HYPERLINK("Mailto:jo@example.com")', 'Mailto:jo@example.com'],
    ['HYPERLINK("mailto:"&amp;B1,"mail")', undefined],
    ['HYPERLINK("mailto:jo"&amp;B1,"mail")', undefined],
    ['HYPERLINK("https://example.com","mail")', undefined],
  ])('is found in the formula %s', async (formula, link) => {
    const rows = `<row r="1"><c r="A1" t="str"><f>${formula}</f><v>mail</v></c></row>`;
    expect((await rowsOf(rows))[0]?.links?.get(0)).toBe(link);
  });
});

describe('of several sheets', () => {
  const sheets = [
    { name: 'Lookup', rows: `<row r="1">${cell('A1', 'Postcode')}</row>` },
    {
      name: 'Hidden',
      rows: `<row r="1">${cell('A1', 'Email')}${cell('B1', 'Email')}</row>`,
      state: 'hidden' as const,
    },
    { name: 'Customers', rows: `<row r="1">${cell('A1', 'Email')}</row>` },
    { name: 'Also', rows: `<row r="1">${cell('A1', 'Email')}</row>` },
  ];
  const rank = (preview: readonly RawRow[]): number =>
    preview.flatMap(({ cells }) => cells).filter((text) => text === 'Email').length;

  it('the visible one that ranks highest is read, the first of equals; a named one goes before', async () => {
    expect((await open({ sheets }, { rank })).source.sheet).toBe('Customers');
    expect((await open({ sheets })).source.sheet).toBe('Lookup');
    expect((await open({ sheets }, { rank, sheet: 'Also' })).source.sheet).toBe('Also');
  });

  it('a damaged one ranks lowest, and stops nobody', async () => {
    const damaged = [{ name: 'Broken', rows: '<row r="1"><c r="A1"><v>1</c></row>' }, ...sheets.slice(2, 3)];
    expect((await open({ sheets: damaged }, { rank })).source.sheet).toBe('Customers');
  });

  it('a damaged one is not read though it comes first of equals', async () => {
    const damaged = [{ name: 'Broken', rows: '<row r="1"><c r="A1"><v>1</c></row>' }, ...sheets.slice(2, 3)];
    expect((await open({ sheets: damaged }, { rank: () => -1 })).source.sheet).toBe('Customers');
  });

  it('one that ends too early ranks lowest, too', async () => {
    const cut = '<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>Email</v></c></row>';
    const parts = [{ name: 'xl/worksheets/sheet1.xml', content: cut }];
    expect(
      (await open({ sheets: [...sheets.slice(0, 1), ...sheets.slice(2, 3)], parts }, { rank })).source.sheet,
    ).toBe('Customers');
  });

  it('the only visible one is not looked at before it is read', async () => {
    const one = await open({ sheets: sheets.slice(0, 2) }, { rank: () => expect.unreachable() });
    expect(one.source.sheet).toBe('Lookup');
  });

  it('no more than a budget of each is looked at, however few rows it has', async () => {
    const late = `<row r="400000">${cell('A400000', 'Email')}</row>`;
    // Heights, for rows that are all alike would be refused for how small they can be packed.
    const blank = (row: number): string => `<row r="${row}" ht="${(row * 7_919) % 1_013}"/>`;
    const openWith = async (count: number) => {
      const rows = Array.from({ length: count }, (_, at) => blank(at + 1)).join('') + late;
      return open({ sheets: [...sheets.slice(0, 1), { name: 'Late', rows }] }, { rank });
    };
    expect((await openWith(50_000)).source.sheet).toBe('Late');
    expect((await openWith(200_000)).source.sheet).toBe('Lookup');
  });

  it('no more than fifty rows of each are looked at', async () => {
    const many = Array.from(
      { length: 60 },
      (_, row) => `<row r="${row + 1}">${cell(`A${row + 1}`, 'x')}</row>`,
    ).join('');
    const seen: number[] = [];
    await open(
      { sheets: [{ name: 'One', rows: many }, ...sheets.slice(2, 3)] },
      { rank: (preview) => seen.push(preview.length) },
    );
    expect(seen).toEqual([50, 1]);
  });
});
