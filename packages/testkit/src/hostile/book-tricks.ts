import { repeatedContent } from '../repeated-content.js';
import { buildWorkbook, type BuiltWorkbook } from '../workbook-builder.js';
import type { ZipPart } from '../zip-builder.js';
import {
  bookPart,
  bookWith,
  bookWithPart,
  densely,
  either,
  noise,
  oneRow,
  relationsPart,
  stringsPart,
  stylesPart,
  withRows,
  type HostileWorkbook,
} from './hostile-workbook.js';

function relations(list: string): Uint8Array {
  return bookWithPart({ name: relationsPart, content: `<Relationships>${list}</Relationships>` });
}

function relation(id: string, target: string, rest = ''): string {
  return `<Relationship Id="${id}" Type="x/worksheet" Target="${target}" ${rest}/>`;
}

function sheets(count: number, name: (at: number) => string): BuiltWorkbook {
  return { sheets: Array.from({ length: count }, (_, at) => ({ name: name(at), rows: oneRow })) };
}

/** So many sheets listed that are all the same part. */
function listed(count: number): Uint8Array {
  const list = Array.from(
    { length: count },
    (_, at) => `<sheet name="S${at}" sheetId="${at + 1}" r:id="rId1"/>`,
  ).join('');
  return bookWithPart({ name: bookPart, content: `<workbook><sheets>${list}</sheets></workbook>` });
}

const books: readonly HostileWorkbook[] = [
  { title: '1,000 sheets', ends: withRows, make: () => buildWorkbook(sheets(1_000, (at) => `S${at}`)) },
  { title: '100 sheets of one name', ends: either, make: () => buildWorkbook(sheets(100, () => 'S')) },
  { title: '2,001 sheets listed', ends: 'SOURCE_OVER_LIMIT', make: () => listed(2_001) },
  { title: 'a million sheets listed', ends: 'SOURCE_OVER_LIMIT', make: () => listed(1_000_000) },
  {
    title: 'a sheet with a name of 8 kB',
    ends: either,
    make: () => buildWorkbook(sheets(2, (at) => 'x'.repeat(8_000 + at))),
  },
  {
    title: 'a sheet called __proto__',
    ends: withRows,
    make: () => buildWorkbook(sheets(2, (at) => (at === 0 ? '__proto__' : 'constructor'))),
  },
  {
    title: 'a sheet without a name',
    ends: either,
    make: () =>
      bookWithPart({ name: bookPart, content: '<workbook><sheets><sheet r:id="rId1"/></sheets></workbook>' }),
  },
  {
    title: 'only hidden sheets',
    ends: 'SOURCE_SHEET_UNKNOWN',
    make: () => buildWorkbook({ sheets: [{ name: 'S', rows: oneRow, state: 'veryHidden' }] }),
  },
  {
    title: 'a million properties',
    ends: either,
    make: () =>
      bookWith(bookPart, [
        '<workbook>',
        ...densely('<workbookPr date1904="1"/>', 1_000_000),
        '<sheets><sheet name="S" r:id="rId1"/></sheets></workbook>',
      ]),
  },
  {
    title: '19 sheets that are left out, each of which expands a thousandfold',
    ends: either,
    make: () => buildWorkbook({ ...sheets(20, (at) => `S${at}`), parts: leftOutBombs() }),
  },
];

function leftOutBombs(): readonly ZipPart[] {
  const content = repeatedContent([
    '<worksheet><sheetData>',
    { text: ' ', times: 64_000_000 },
    '</sheetData></worksheet>',
  ]);
  return Array.from({ length: 19 }, (_, at) => ({ name: `xl/worksheets/sheet${at + 2}.xml`, content }));
}

const relationships: readonly HostileWorkbook[] = [
  {
    title: 'a million relationships',
    ends: 'SOURCE_OVER_LIMIT',
    make: () =>
      relations(Array.from({ length: 1_000_000 }, (_, at) => relation(`x${at}`, `s${at}.xml`)).join('')),
  },
  {
    title: 'a relationship to itself',
    ends: either,
    make: () => relations(relation('rId1', '_rels/workbook.xml.rels')),
  },
  {
    title: 'a sheet that is the workbook',
    ends: either,
    make: () => relations(relation('rId1', 'workbook.xml')),
  },
  {
    title: 'a workbook that is its own relationships',
    ends: 'SOURCE_NOT_WORKBOOK',
    make: () =>
      bookWithPart({
        name: '_rels/.rels',
        content:
          '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="_rels/.rels"/></Relationships>',
      }),
  },
  {
    title: 'a sheet that is an address',
    ends: 'SOURCE_SHEET_UNKNOWN',
    make: () => relations(relation('rId1', 'http://example.com/', 'TargetMode="External"')),
  },
  {
    title: 'a sheet that is a file elsewhere',
    ends: 'SOURCE_DAMAGED',
    make: () => relations(relation('rId1', '../../../../../../etc/passwd')),
  },
  {
    title: 'a sheet that is not there',
    ends: 'SOURCE_DAMAGED',
    make: () => relations(relation('rId1', 'worksheets/none.xml')),
  },
  {
    title: 'a target of 8 kB of dots',
    ends: either,
    make: () => relations(relation('rId1', `${'../'.repeat(2_700)}x`)),
  },
  {
    title: 'a relationship without a target',
    ends: 'SOURCE_SHEET_UNKNOWN',
    make: () => relations('<Relationship Id="rId1" Type="x/worksheet"/>'),
  },
  {
    title: 'a relationship twice',
    ends: either,
    make: () =>
      relations(relation('rId1', 'worksheets/none.xml') + relation('rId1', 'worksheets/sheet1.xml')),
  },
];

function styled(styles: string, cell = '<c r="A1" s="0"><v>412345678</v></c>'): Uint8Array {
  return buildWorkbook({ sheets: [{ name: 'S', rows: `<row r="1">${cell}</row>` }], styles });
}

function format(code: string): string {
  return `<numFmts><numFmt numFmtId="164" formatCode="${code}"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs>`;
}

const backtracking = [
  '[',
  '&quot;',
  '\\',
  '_',
  '*',
  '[h',
  '0 ',
  '#',
  '[$-',
  'm',
  ';',
  '0;',
  '[]',
  'y[',
  '\\\\&quot;',
];

const styles: readonly HostileWorkbook[] = [
  ...backtracking.map((code): HostileWorkbook => ({
    title: `a number format of 8 kB of ${code}`,
    ends: either,
    make: () => styled(format(code.repeat(Math.floor(8_000 / code.length)))),
  })),
  ...[5_000, 200_000].map((count): HostileWorkbook => ({
    title: `${count} cells with a number format of 8 kB of zeros`,
    ends: either,
    make: () => {
      const row = (at: number): string => `<row r="${at + 1}"><c s="0"><v>${at}</v></c></row>`;
      const rows = Array.from({ length: count }, (_, at) => row(at)).join('');
      return buildWorkbook({ sheets: [{ name: 'S', rows }], styles: format('0'.repeat(8_000)) });
    },
    isLarge: count > 10_000,
  })),
  {
    title: 'a million styles',
    ends: 'SOURCE_OVER_LIMIT',
    make: () =>
      bookWith(
        stylesPart,
        ['<styleSheet><cellXfs>', ...densely('<xf numFmtId="14"/>', 1_000_000), '</cellXfs></styleSheet>'],
        { styles: '' },
      ),
  },
  {
    title: 'ten million fonts',
    ends: either,
    isLarge: true,
    make: () =>
      bookWith(
        stylesPart,
        ['<styleSheet><fonts>', ...densely('<font/>', 10_000_000), '</fonts></styleSheet>'],
        { styles: '' },
      ),
  },
  {
    title: 'a million number formats',
    ends: 'SOURCE_OVER_LIMIT',
    make: () =>
      bookWithPart(
        {
          name: stylesPart,
          content: `<styleSheet><numFmts>${Array.from({ length: 1_000_000 }, (_, at) => `<numFmt numFmtId="${at + 164}" formatCode="0${at}"/>`).join('')}</numFmts></styleSheet>`,
        },
        { styles: '' },
      ),
  },
  ...['-1', '1e9', 'x', '', '0x0E', '14.5'].map((id): HostileWorkbook => ({
    title: `a number format with the number ${JSON.stringify(id)}`,
    ends: either,
    make: () => styled(`<cellXfs><xf numFmtId="${id}"/></cellXfs>`),
  })),
];

const strings: readonly HostileWorkbook[] = [
  {
    title: 'ten million empty shared texts',
    ends: 'SOURCE_OVER_LIMIT',
    make: () =>
      bookWith(stringsPart, ['<sst>', ...densely('<si/>', 10_000_000), '</sst>'], { sharedStrings: '' }),
  },
  {
    title: 'ten million empty shared texts, packed no better than real ones',
    ends: either,
    isLarge: true,
    make: () =>
      bookWith(stringsPart, ['<sst>', ...densely('<si/>', 10_000_000, 45), '</sst>'], { sharedStrings: '' }),
  },
  {
    title: 'a million runs in one shared text',
    ends: either,
    make: () =>
      bookWith(stringsPart, ['<sst><si>', ...densely('<r><t/></r>', 1_000_000), '</si></sst>'], {
        sharedStrings: '',
      }),
  },
  {
    title: '600 shared texts of 1 MB',
    ends: 'SOURCE_OVER_LIMIT',
    make: () =>
      bookWith(
        stringsPart,
        ['<sst>', ...densely(`<si><t>${'x'.repeat(1_000_000)}</t></si>`, 600), '</sst>'],
        { sharedStrings: '' },
      ),
  },
  {
    title: '100 MB of shared texts, packed no better than real ones',
    ends: either,
    isLarge: true,
    make: () =>
      bookWith(
        stringsPart,
        ['<sst>', ...densely(`<si><t>${'x'.repeat(90)}</t></si>`, 1_000_000, 45), '</sst>'],
        { sharedStrings: '' },
      ),
  },
  {
    title: 'more shared texts declared than anyone has',
    ends: withRows,
    make: () =>
      bookWithPart(
        {
          name: stringsPart,
          content: `<sst count="4294967295" uniqueCount="9007199254740993"><si><t>${noise(9)}</t></si></sst>`,
        },
        { sharedStrings: '' },
      ),
  },
];

/** Workbooks whose lists, styles and texts mean harm. */
export const bookTricks: readonly HostileWorkbook[] = [...books, ...relationships, ...styles, ...strings];
