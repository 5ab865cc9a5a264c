import { SourceError, type RawRow } from '@solarproof-import/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SharedStrings } from './shared-strings.js';
import { SheetReader } from './sheet-reader.js';
import { SheetXml } from './sheet-xml.js';
import { xmlReader } from './xml-events.js';

const context = { sheet: 'S', strings: new SharedStrings(), formats: [], dateSystem: 1900 } as const;
context.strings.add('shared');

/** Fed with a sheet in pieces of a size. */
function rowsBy(
  read: (reader: SheetReader) => { write(piece: string): void; end(): void },
  xml: string,
  size = xml.length,
): readonly RawRow[] | string {
  const reader = new SheetReader(context);
  try {
    const sheet = read(reader);
    for (let at = 0; at < xml.length; at += size) sheet.write(xml.slice(at, at + size));
    sheet.end();
    return reader.take();
  } catch (error) {
    if (error instanceof SourceError) return error.code;
    throw error;
  }
}

const plainly = (reader: SheetReader): SheetXml => new SheetXml(reader);
const byEvents = (reader: SheetReader) => xmlReader(reader);

const cell = fc.constantFrom(
  '<c r="A2"><v>1</v></c>',
  '<c r="B2" s="1"/>',
  '<c r="C2" t="s"><v>0</v></c>',
  '<c r="D2" t="s"><v>9</v></c>',
  '<c><v>7</v></c>',
  '<c t="str"><f>A1</f><v>x</v></c>',
  '<c t="inlineStr"><is><t xml:space="preserve"> a </t></is></c>',
  '<c t="inlineStr"><is><t>a&amp;b\r\n</t></is></c>',
  '<c t="inlineStr"><is><t>a]]>b</t></is></c>',
  '<c t="str"><v>\u0001</v></c>',
  '<c t="str"><v>\u000C</v></c>',
  '<c t="str"><v>a&lt;b</v></c>',
  '<c t="str"><v>a\rb</v></c>',
  '<c r="E2" t="str"><v><![CDATA[</row>]]></v></c>',
  '<c><f>1+1</f></c>',
  '<c t="str" s="2"><f t="shared" ref="H2:H9" si="0">A1</f><v>x</v></c>',
  '<c><f t="shared" si="0"/></c>',
  '<c s="1" s="1"><v>1</v></c>',
  '<c t="e"><v>#N/A</v></c>',
  '<c t="str"><f>HYPERLINK("mailto:jo@example.com","a")</f><v>a</v></c>',
  '<c t="str"><f>HYPERLINK("mailto:jo@example.com")</f><v>jo@example.com</v></c>',
  '<c r="XFD2"><v>1</v></c>',
  '<c r="a2"><v>1</v></c>',
  '<c r="A3"><v>1</v></c>',
  "<c r='F2'><v>1</v></c>",
  '<!-- <c/></row> -->',
  '<!-- </row><row r="2"><c><v>0</v></c></row> -->',
  '<?x </row> ?>',
  'text',
  '<x:c r="G2"><v>2</v></x:c>',
  '</row>',
  '&boom;',
  '<v>',
);
const tag = fc.constantFrom(
  '<row r="2">',
  '<row>',
  '<row r="2" spans="1:3" x:y="0.25">',
  "<row r='2'>",
  '<row r="2" hidden="1">',
  '<row hidden="true" ht="0">',
  '<row r="2" hidden="false">',
  '<row r="2" hidden="01">',
  '<row r="2" x:hidden="1">',
  '<row r="2" a=" hidden=" b="1">',
  '<row r="2" hidden="1" hidden="0">',
  "<row r='2' hidden='1'>",
);
const row = fc
  .tuple(tag, fc.array(cell, { maxLength: 4 }))
  .map(([opened, cells]) => `${opened}${cells.join('')}</row>`);
const between = fc.constantFrom(
  '',
  '',
  '',
  '\n  ',
  '<row r="3"/>',
  '<row />',
  '<!-- x -->',
  '<other/>',
  '<rows>',
  '\u0001',
  '<row x="/><row><c><v>0</v></c></row>"/>',
  '<row x="></row>"/>',
);
const start = fc.constantFrom('', '', '', '<!-- <sheetData><row><c><v>0</v></c></row> -->');
const sheet = fc.tuple(start, fc.array(fc.tuple(between, row), { maxLength: 5 })).map(([before, rows]) => {
  return `<worksheet>${before}<sheetData>${rows.flat().join('')}</sheetData><x/></worksheet>`;
});

describe('SheetXml', () => {
  it('makes of a sheet what the XML parser alone makes of it, however it is cut', () => {
    let readable = 0;
    fc.assert(
      fc.property(sheet, fc.integer({ min: 1, max: 40 }), (xml, size) => {
        const expected = rowsBy(byEvents, xml);
        if (typeof expected !== 'string') readable += 1;
        expect(rowsBy(plainly, xml)).toEqual(expected);
        expect(rowsBy(plainly, xml, size)).toEqual(expected);
      }),
      { numRuns: 3_000 },
    );
    // Otherwise it would only have been shown that both refuse.
    expect(readable).toBeGreaterThan(500);
  });

  it('gives rows that are written plainly past the parser', () => {
    const taken: string[] = [];
    const handler = {
      isBetweenRows: false,
      open: (name: string) => void (handler.isBetweenRows ||= name === 'sheetData'),
      close: () => undefined,
      text: () => undefined,
      plainRow: (text: string) => taken.push(text) > 0,
    };
    const xml = new SheetXml(handler);
    xml.write('<worksheet><sheetData><row r="1"><c r="A1"/></row>\n<row r="2"/><row><c');
    xml.write('/></row></sheetData></worksheet>');
    xml.end();
    expect(taken).toEqual(['<row r="1"><c r="A1"/></row>', '<row r="2"/>', '<row><c/></row>']);
  });
});
