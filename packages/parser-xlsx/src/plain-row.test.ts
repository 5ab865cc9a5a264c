import { describe, expect, it } from 'vitest';
import { isBalanced, plainRow, plainRowEnd } from './plain-row.js';

const blank = { reference: undefined, type: 'n', style: 0, value: undefined, inline: '', formula: undefined };

describe('plainRow', () => {
  it.each([
    [
      'Excel',
      '<row r="2" spans="1:3" ht="15.75" x14ac:dyDescent="0.25"><c r="A2" s="1" t="s"><v>0</v></c><c r="B2" s="2"/></row>',
      [
        { ...blank, reference: 'A2', style: 1, type: 's', value: '0' },
        { ...blank, reference: 'B2', style: 2 },
      ],
    ],
    [
      'LibreOffice',
      '<row r="2" customFormat="false" ht="12.8" hidden="false"><c r="A2" s="0" t="n"><f aca="false">SUM(B2:C2)</f><v>3</v></c></row>',
      [{ ...blank, reference: 'A2', value: '3', formula: 'SUM(B2:C2)' }],
    ],
    [
      'openpyxl',
      '<row r="2"><c r="A2" t="inlineStr"><is><t>Zoë</t></is></c><c r="B2" s="1"><f>A2</f><v></v></c></row>',
      [
        { ...blank, reference: 'A2', type: 'inlineStr', inline: 'Zoë' },
        { ...blank, reference: 'B2', style: 1, formula: 'A2', value: '' },
      ],
    ],
    [
      'SheetJS',
      '<row r="2"><c r="A2" t="str" s="4"><v> a\n</v></c></row>',
      [{ ...blank, reference: 'A2', type: 'str', style: 4, value: ' a\n' }],
    ],
    [
      'one that leaves references out',
      '<row><c><f t="shared" si="0"/><v>1</v></c><c t="inlineStr"><is><t xml:space="preserve"> </t></is></c></row>',
      [
        { ...blank, formula: '', value: '1' },
        { ...blank, type: 'inlineStr', inline: ' ' },
      ],
    ],
    ['one that writes blank rows', '<row r="3" ht="9"/>', []],
  ])('understands %s', (_program, text, expected) => {
    expect(plainRow(text)?.cells).toEqual(expected);
  });

  it.each([
    "<row r='2'></row>",
    '<row r="2" r="3"></row>',
    '<row><c r="A1" s="1" s="1"/></row>',
    '<row><c><v>a&amp;b</v></c></row>',
    '<row><c><v>a\rb</v></c></row>',
    '<row><c><v><![CDATA[a]]></v></c></row>',
    '<row><c><is><r><t>a</t></r></is></c></row>',
    '<row> <c/></row>',
    '<x:row></x:row>',
  ])('leaves %j to the parser', (text) => {
    expect(plainRow(text)).toBeUndefined();
  });
});

describe('what a plain row says of being hidden', () => {
  it.each([
    ['<row r="2" spans="1:2" hidden="1"><c/></row>', true],
    ['<row r="2" hidden="true" customHeight="false"/>', true],
    ['<row r="2" hidden="0"></row>', false],
    ['<row r="2" hidden="false"></row>', false],
    ['<row r="2" x:hidden="1"></row>', false],
    ['<row r="2"><c t="str"><v> hidden="1"</v></c></row>', false],
  ])('is read from its own tag: %s', (text, isHidden) => {
    expect(plainRow(text)?.isHidden).toBe(isHidden);
  });
});

describe('plainRowEnd', () => {
  it('finds the end of a row, sees that it is not there yet, or that there is no row', () => {
    expect(plainRowEnd('..<row r="1"><c/></row><row>', 2)).toBe(23);
    expect(plainRowEnd('<row r="1"/><row></row>', 0)).toBe(12);
    expect(['<row r="1"><c/></ro', '<row', ''].map((text) => plainRowEnd(text, 0))).toEqual(
      Array.from({ length: 3 }, () => 'unfinished'),
    );
    expect(['</sheetData>', '<rows>', '<!-- -->'].map((text) => plainRowEnd(text, 0))).toEqual(
      Array.from({ length: 3 }, () => 'none'),
    );
  });
});

describe('isBalanced', () => {
  it('trusts text with marks in it, and nothing that could hide an end', () => {
    expect(['<row><v>Hi! How?</v></row>', '<row></row>'].map(isBalanced)).toEqual([true, true]);
    expect(['<!-- </row>', '<![CDATA[</row>', '<?a </row>'].map(isBalanced)).toEqual([false, false, false]);
  });
});
