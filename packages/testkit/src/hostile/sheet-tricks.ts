import { repeatedContent, type Piece } from '../repeated-content.js';
import {
  bookWithPart,
  densely,
  either,
  noise,
  oneRow,
  sheetOf,
  sheetPart,
  sheetStart,
  withRows,
  type HostileWorkbook,
} from './hostile-workbook.js';

/** Rows made one by one. */
function rows(count: number, row: (number: number) => string): string {
  return Array.from({ length: count }, (_, at) => row(at + 1)).join('');
}

/** A workbook whose only cell has these attributes and this inside. */
function cell(attributes: string, inside = '<v>1</v>'): Uint8Array {
  return sheetOf([`<row r="1"><c ${attributes}>${inside}</c></row>`]);
}

const edges: readonly HostileWorkbook[] = [
  {
    title: 'the last row of a sheet',
    ends: withRows,
    make: () => sheetOf(['<row r="1048576"><c r="A1048576"><v>1</v></c></row>']),
  },
  {
    title: 'a row behind the last',
    ends: 'SOURCE_OVER_LIMIT',
    make: () => sheetOf(['<row r="1048577"><c><v>1</v></c></row>']),
  },
  { title: 'the last column of a sheet', ends: withRows, make: () => cell('r="XFD1"') },
  { title: 'a column behind the last', ends: 'SOURCE_OVER_LIMIT', make: () => cell('r="XFE1"') },
  {
    title: 'a cell behind the last without a reference',
    ends: 'SOURCE_OVER_LIMIT',
    make: () => sheetOf(['<row r="1"><c r="XFD1"><v>1</v></c><c><v>2</v></c></row>']),
  },
  {
    title: 'a row behind the last without a number',
    ends: 'SOURCE_OVER_LIMIT',
    make: () => sheetOf(['<row r="1048576"/><row><c><v>1</v></c></row>']),
  },
  {
    title: 'ten million rows without cells or numbers',
    ends: 'SOURCE_OVER_LIMIT',
    make: () => sheetOf([...densely('<row/>', 10_000_000)]),
  },
  {
    title: 'ten million cells without references in a row',
    ends: 'SOURCE_OVER_LIMIT',
    make: () => sheetOf(['<row r="1">', ...densely('<c/>', 10_000_000), '</row>']),
  },
];

const references: readonly HostileWorkbook[] = [
  ...[
    'A-1',
    'AAAAAAAA1',
    'A0',
    '1',
    'A',
    '',
    'A1.5',
    'A1e3',
    'A0x1',
    '$A$1',
    'A1:B2',
    'Ä1',
    'R1C1',
    'a\u00001',
    `A${'1'.repeat(8_000)}`,
    'Sheet2!A1',
    'B7',
  ].map((reference): HostileWorkbook => ({
    title: `a cell with the reference ${JSON.stringify(reference.slice(0, 12))}`,
    ends: reference === 'AAAAAAAA1' ? 'SOURCE_OVER_LIMIT' : 'SOURCE_DAMAGED',
    make: () => cell(`r="${reference}"`),
  })),
  ...['0', '-1', '1.5', '1e3', '0x10', 'x', 'Infinity', 'NaN', '', '١', '+1'].map(
    (number): HostileWorkbook => ({
      title: `a row with the number ${JSON.stringify(number)}`,
      ends: 'SOURCE_DAMAGED',
      make: () => sheetOf([`<row r="${number}"><c><v>1</v></c></row>`]),
    }),
  ),
  { title: 'a row twice', ends: 'SOURCE_DAMAGED', make: () => sheetOf([oneRow, oneRow]) },
  {
    title: 'a row twice, far apart',
    ends: 'SOURCE_DAMAGED',
    make: () => sheetOf([rows(1_000, (row) => `<row r="${row}"><c><v>1</v></c></row>`), oneRow]),
  },
  {
    title: 'a cell twice',
    ends: 'SOURCE_DAMAGED',
    make: () =>
      sheetOf(['<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>']),
  },
  {
    title: 'a cell in the row of another',
    ends: 'SOURCE_DAMAGED',
    make: () => sheetOf(['<row r="1"><c r="A2"><v>1</v></c></row>']),
  },
  {
    title: 'two lists of rows',
    ends: 'SOURCE_DAMAGED',
    make: () => sheetOf([oneRow], [`<sheetData>${oneRow}</sheetData>`]),
  },
  {
    title: 'a row in a row',
    ends: either,
    make: () => sheetOf([`<row r="1"><c r="A1"><v>1</v></c>${oneRow.replaceAll('1"', '2"')}</row>`]),
  },
  { title: 'a cell in a cell', ends: either, make: () => cell('r="A1"', '<v>1</v><c r="B1"><v>2</v></c>') },
];

const values: readonly HostileWorkbook[] = [
  ...['-1', '1.5', '1e3', '0x1', 'Infinity', 'NaN', '9'.repeat(400), 'x', '0'].map(
    (text): HostileWorkbook => ({
      title: `a shared text with the number ${text.slice(0, 12)}, where there is none`,
      ends: 'SOURCE_DAMAGED',
      make: () => cell('r="A1" t="s"', `<v>${text}</v>`),
    }),
  ),
  ...['-1', '99999999', '1.5', 'x', ''].map((style): HostileWorkbook => ({
    title: `the style ${JSON.stringify(style)}, which is not there`,
    ends: either,
    make: () => cell(`r="A1" s="${style}"`),
  })),
  { title: 'a type that nobody knows', ends: either, make: () => cell('r="A1" t="__proto__"') },
  ...['1e999999', '-1e999999', '1e-999999', 'NaN', 'INF', '0x10', '1_000', '١٢٣', '--1', '1,5'].map(
    (text): HostileWorkbook => ({
      title: `the number ${text}`,
      ends: either,
      make: () => cell('r="A1"', `<v>${text}</v>`),
    }),
  ),
  {
    title: 'a number of a million digits',
    ends: either,
    make: () => cell('r="A1"', `<v>${'1'.repeat(1_000_000)}</v>`),
  },
  ...[100_000, 1_000_000].flatMap((count): readonly HostileWorkbook[] => [
    {
      title: `${count} digits and a letter`,
      ends: either,
      make: () => cell('r="A1"', `<v>${'1'.repeat(count)}x</v>`),
      isLarge: count > 100_000,
    },
    {
      title: `${count} digits with a point in the middle, and a letter`,
      ends: either,
      make: () => cell('r="A1"', `<v>${'1'.repeat(count / 2)}.${'1'.repeat(count / 2)}x</v>`),
      isLarge: count > 100_000,
    },
  ]),
  {
    title: 'a date of a million digits',
    ends: either,
    make: () => cell('r="A1" t="d"', `<v>2026-01-31T00:00:${'0'.repeat(1_000_000)}T</v>`),
  },
  {
    title: 'a million blanks and a letter',
    ends: either,
    make: () => cell('r="A1"', `<v>1${' '.repeat(1_000_000)}x</v>`),
  },
  {
    title: 'a megabyte of escapes',
    ends: either,
    make: () => cell('r="A1" t="str"', `<v>${'_x0041_'.repeat(149_000)}</v>`),
  },
  {
    title: 'a megabyte of half escapes',
    ends: either,
    make: () => cell('r="A1" t="str"', `<v>${'_x005F'.repeat(170_000)}</v>`),
  },
  {
    title: 'a megabyte of half pairs',
    ends: either,
    make: () => cell('r="A1" t="str"', `<v>${'_xD83D_'.repeat(149_000)}</v>`),
  },
];

const amounts: readonly HostileWorkbook[] = [
  {
    title: '20,000 rows with a cell in the last column',
    ends: 'SOURCE_OVER_LIMIT',
    make: () => sheetOf([rows(20_000, (row) => `<row r="${row}"><c r="XFD${row}"><v>1</v></c></row>`)]),
  },
  {
    title: '6,000 rows with a cell in the last column, in falling order',
    ends: either,
    make: () =>
      sheetOf([rows(6_000, (row) => `<row r="${6_001 - row}"><c r="XFD${6_001 - row}"><v>1</v></c></row>`)]),
  },
  {
    title: '200,000 rows in falling order',
    ends: either,
    isLarge: true,
    make: () => sheetOf([rows(200_000, (row) => `<row r="${200_001 - row}"><c><v>1</v></c></row>`)]),
  },
  {
    title: '40,000 rows in falling order with a text of 3 kB each',
    ends: either,
    make: () =>
      bookWithPart({
        name: sheetPart,
        content: repeatedContent([
          sheetStart,
          ...Array.from({ length: 400 }, (_, at) =>
            rows(
              100,
              (row) =>
                `<row r="${50_000 - at * 100 - row}"><c t="str"><v>${'x'.repeat(3_000)}${noise(20, at)}</v></c></row>`,
            ),
          ),
          '</sheetData></worksheet>',
        ]),
      }),
  },
  {
    title: '100,000 rows, each with an error and a formula without result',
    ends: withRows,
    make: () =>
      sheetOf([rows(100_000, (row) => `<row r="${row}"><c t="e"><v>#N/A</v></c><c><f>A1</f></c></row>`)]),
  },
  ...[50, 1_000].map((count): HostileWorkbook => ({
    title: `${count} rows with a text of 1 MB each`,
    ends: either,
    make: () => sheetOf([...densely(`<row><c t="str"><v>${'x'.repeat(1_040_000)}</v></c></row>`, count)]),
    isLarge: count > 100,
  })),
  ...[20, 300].map((count): HostileWorkbook => ({
    title: `${count} rows with 16,384 errors each`,
    ends: either,
    make: () => sheetOf([...densely(`<row>${'<c t="e"><v>#N/A</v></c>'.repeat(16_384)}</row>`, count)]),
    isLarge: count > 100,
  })),
];

function merged(cells: readonly Piece[], merges: readonly Piece[]): Uint8Array {
  return sheetOf(cells, ['<mergeCells>', ...merges, '</mergeCells>']);
}

const everywhere = '<mergeCell ref="A1:XFD1048576"/>';

const merges: readonly HostileWorkbook[] = [
  { title: 'one merge over the whole sheet', ends: withRows, make: () => merged([oneRow], [everywhere]) },
  {
    title: 'a million merges over the whole sheet',
    ends: 'SOURCE_OVER_LIMIT',
    make: () => merged([oneRow], [...densely(everywhere, 1_000_000)]),
  },
  {
    title: 'a million merges of nothing',
    ends: either,
    isLarge: true,
    make: () => merged([oneRow], [...densely('<mergeCell ref="A1:A1"/>', 1_000_000)]),
  },
  {
    title: '2,000,000 merges that are far apart',
    ends: 'SOURCE_OVER_LIMIT',
    make: () =>
      merged(
        [oneRow],
        [
          Array.from(
            { length: 2_000_000 },
            (_, at) => `<mergeCell ref="A${(at >> 1) + 1}:B${(at >> 1) + 1}"/>`,
          ).join(''),
        ],
      ),
  },
  {
    title: '1,000 merges over the whole sheet and 1,000,000 cells',
    ends: either,
    isLarge: true,
    make: () =>
      merged(
        [rows(1_000, (row) => `<row r="${row}">${'<c><v>1</v></c>'.repeat(1_000)}</row>`)],
        [everywhere.repeat(1_000)],
      ),
  },
  {
    title: '1,000 merges over the whole sheet and 200,000 rows',
    ends: either,
    isLarge: true,
    make: () =>
      merged([rows(200_000, (row) => `<row r="${row}"><c><v>1</v></c></row>`)], [everywhere.repeat(1_000)]),
  },
  ...['A1:', ':', 'A1:B', '1:2', 'A0:B1', 'A1:XFE1', 'A1:B1048577', 'nonsense', ''].map(
    (reference): HostileWorkbook => ({
      title: `a merge of ${JSON.stringify(reference)}`,
      ends: either,
      make: () => merged([oneRow], [`<mergeCell ref="${reference}"/>`]),
    }),
  ),
  {
    title: 'a million columns',
    ends: either,
    make: () =>
      bookWithPart({
        name: sheetPart,
        content: repeatedContent([
          '<worksheet><cols>',
          ...densely('<col min="1" max="16384"/>', 1_000_000),
          `</cols><sheetData>${oneRow}</sheetData></worksheet>`,
        ]),
      }),
  },
];

/** Sheets that are well-formed and mean harm by what they say. */
export const sheetTricks: readonly HostileWorkbook[] = [
  ...edges,
  ...references,
  ...values,
  ...amounts,
  ...merges,
];
