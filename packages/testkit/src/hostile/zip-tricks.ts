import { buildTable, buildWorkbook, sheetXml } from '../workbook-builder.js';
import { repeatedContent } from '../repeated-content.js';
import { buildZip, type ZipPart } from '../zip-builder.js';
import { extraField, numbers } from '../zip-fields.js';
import {
  bookPart,
  bookWith,
  bookWithPart,
  either,
  oneRow,
  relationsPart,
  sheetOf,
  sheetPart,
  sheetStart,
  stringsPart,
  stylesPart,
  withRows,
  type HostileWorkbook,
} from './hostile-workbook.js';

const spaces = { text: ' ', times: 64_000_000 };
const partsOfTable = 4;

function empty(count: number): ZipPart[] {
  return Array.from({ length: count }, (_, at) => ({ name: `x/${at}`, content: '', stored: true }));
}

function withParts(parts: readonly ZipPart[]): Uint8Array {
  return buildWorkbook({ sheets: [{ name: 'S', rows: oneRow }], parts });
}

/** A sheet that is honest but for these. */
function sheet(rest: Partial<ZipPart>): Uint8Array {
  return bookWithPart({ name: sheetPart, content: sheetXml(oneRow), ...rest });
}

const counts: readonly HostileWorkbook[] = [
  { title: '2,000 parts', ends: withRows, make: () => withParts(empty(2_000 - partsOfTable)) },
  { title: '2,001 parts', ends: 'SOURCE_OVER_LIMIT', make: () => withParts(empty(2_001 - partsOfTable)) },
  { title: '65,000 parts', ends: 'SOURCE_OVER_LIMIT', make: () => withParts(empty(65_000)) },
  {
    title: 'more parts declared than there are',
    ends: 'SOURCE_DAMAGED',
    make: () => buildWorkbook({ sheets: [{ name: 'S', rows: oneRow }], zip: { declaredCount: 1_999 } }),
  },
  {
    title: 'a quadrillion parts declared in 64 bits',
    ends: 'SOURCE_OVER_LIMIT',
    make: () =>
      buildWorkbook({ sheets: [{ name: 'S', rows: oneRow }], zip: { zip64: true, declaredCount: 2 ** 50 } }),
  },
  {
    title: 'a directory that begins outside the file',
    ends: 'SOURCE_DAMAGED',
    make: () =>
      buildWorkbook({
        sheets: [{ name: 'S', rows: oneRow }],
        zip: { zip64: true, declaredDirectory: 2 ** 52 },
      }),
  },
  {
    title: 'a comment that holds the end of another ZIP',
    ends: either,
    make: () =>
      buildWorkbook({
        sheets: [{ name: 'S', rows: oneRow }],
        zip: { comment: Buffer.from(buildZip([])).toString('latin1') },
      }),
  },
  {
    title: 'a program before the ZIP',
    ends: 'SOURCE_NOT_XLSX',
    make: () =>
      buildWorkbook({ sheets: [{ name: 'S', rows: oneRow }], zip: { before: Buffer.from('MZ\x90\0') } }),
  },
  {
    title: 'another beginning of a ZIP before the ZIP',
    ends: either,
    make: () =>
      buildWorkbook({
        sheets: [{ name: 'S', rows: oneRow }],
        zip: { before: buildTable([['Other']]), beforeIsCounted: false },
      }),
  },
  {
    title: 'noise behind the ZIP',
    ends: 'SOURCE_DAMAGED',
    make: () =>
      buildWorkbook({ sheets: [{ name: 'S', rows: oneRow }], zip: { after: Buffer.alloc(70_000, 7) } }),
  },
];

const bombs: readonly HostileWorkbook[] = [
  {
    title: 'a sheet that expands a thousandfold',
    ends: 'SOURCE_OVER_LIMIT',
    make: () => sheetOf([oneRow, spaces]),
  },
  ...[
    [stringsPart, '<sst>', '</sst>'],
    [stylesPart, '<styleSheet>', '</styleSheet>'],
    [bookPart, '<workbook>', '</workbook>'],
    [relationsPart, '<Relationships>', '</Relationships>'],
    ['_rels/.rels', '<Relationships>', '</Relationships>'],
  ].map(([name = '', start = '', end = '']): HostileWorkbook => ({
    title: `${name} that expands a thousandfold`,
    ends: 'SOURCE_OVER_LIMIT',
    make: () => bookWith(name, [start, spaces, end], { sharedStrings: '', styles: '' }),
  })),
  {
    title: 'a thousandfold sheet whose declared packed size hides it',
    ends: 'SOURCE_DAMAGED',
    make: () =>
      sheet({
        content: repeatedContent([sheetStart, spaces, '</sheetData></worksheet>']),
        declaredPacked: 0xfffffff0,
      }),
  },
  {
    title: 'a thousandfold sheet whose packed size is hidden in 64 bits',
    ends: 'SOURCE_DAMAGED',
    make: () =>
      sheet({
        content: repeatedContent([sheetStart, spaces, '</sheetData></worksheet>']),
        declaredPacked: 2 ** 52,
        zip64: true,
      }),
  },
  {
    title: 'a thousandfold sheet that is followed by noise which is declared its own',
    ends: either,
    make: () => {
      const { packed, ...rest } = repeatedContent([sheetStart, spaces, '</sheetData></worksheet>']);
      return sheet({ content: { packed: Buffer.concat([packed, Buffer.alloc(4_000_000, 7)]), ...rest } });
    },
  },
  {
    title: 'a thousand sheets that lie over one another',
    ends: 'SOURCE_OVER_LIMIT',
    make: () => {
      const names = Array.from({ length: 1_000 }, (_, at) => `xl/worksheets/sheet${at + 1}.xml`);
      const content = repeatedContent([sheetStart, spaces, '</sheetData></worksheet>']);
      const kernel = { name: names[0] ?? '', content };
      const laid = names
        .slice(1)
        .map((name): ZipPart => ({ name, content, onlyListed: true, declaredOffset: 0 }));
      const book = `<workbook><sheets>${names.map((_, at) => `<sheet name="S${at}" r:id="r${at}"/>`).join('')}</sheets></workbook>`;
      const relations = `<Relationships>${names.map((name, at) => `<Relationship Id="r${at}" Type="x/worksheet" Target="/${name}"/>`).join('')}</Relationships>`;
      return buildZip([
        kernel,
        ...laid,
        { name: bookPart, content: book },
        { name: relationsPart, content: relations },
      ]);
    },
  },
];

const lies: readonly HostileWorkbook[] = [
  { title: 'a size that is declared too small', ends: either, make: () => sheet({ declaredSize: 1 }) },
  { title: 'a size that is declared as 4 GB', ends: either, make: () => sheet({ declaredSize: 0xfffffff0 }) },
  {
    title: 'a size of an exabyte in 64 bits',
    ends: either,
    make: () => sheet({ declaredSize: 2 ** 60, zip64: true }),
  },
  {
    title: 'a packed size that is declared too small',
    ends: 'SOURCE_DAMAGED',
    make: () => sheet({ declaredPacked: 9 }),
  },
  { title: 'a packed size of 4 GB', ends: either, make: () => sheet({ declaredPacked: 0xfffffff0 }) },
  {
    title: 'a stored part of 4 GB',
    ends: 'SOURCE_DAMAGED',
    make: () => sheet({ stored: true, declaredPacked: 0xfffffff0 }),
  },
  {
    title: 'a part that begins behind the end',
    ends: 'SOURCE_DAMAGED',
    make: () => sheet({ declaredOffset: 0xfffffff0 }),
  },
  {
    title: 'a part that begins an exabyte further on',
    ends: 'SOURCE_DAMAGED',
    make: () => sheet({ declaredOffset: 2 ** 60, zip64: true }),
  },
  {
    title: 'a part that begins in the middle of another',
    ends: 'SOURCE_DAMAGED',
    make: () => sheet({ declaredOffset: 17 }),
  },
  {
    title: 'another name before the data',
    ends: either,
    make: () => sheet({ localName: '../../etc/passwd' }),
  },
  {
    title: 'an extra field that is longer than it is',
    ends: either,
    make: () => sheet({ extra: numbers([1, 2], [0xffff, 2]) }),
  },
  {
    title: 'a zip64 field that is too short',
    ends: 'SOURCE_DAMAGED',
    make: () => sheet({ declaredSize: 0xffffffff, extra: extraField(1, new Uint8Array(2)) }),
  },
  { title: 'a checksum that is wrong', ends: 'SOURCE_DAMAGED', make: () => sheet({ declaredCrc: 1 }) },
  { title: 'an encrypted part', ends: 'SOURCE_ENCRYPTED', make: () => sheet({ flags: 0x801 }) },
  { title: 'a part encrypted strongly', ends: 'SOURCE_DAMAGED', make: () => sheet({ flags: 0x841 }) },
  ...[1, 6, 9, 12, 14, 93, 95, 99].map((method): HostileWorkbook => ({
    title: `a part packed by method ${method}`,
    ends: 'SOURCE_NOT_XLSX',
    make: () => sheet({ method }),
  })),
  { title: 'a packed part that is called stored', ends: 'SOURCE_DAMAGED', make: () => sheet({ method: 0 }) },
  {
    title: 'a stored part that is called packed',
    ends: 'SOURCE_DAMAGED',
    make: () => sheet({ stored: true, method: 8 }),
  },
  { title: 'a part that is a symbolic link', ends: either, make: () => sheet({ mode: 0o120777 }) },
  {
    title: 'a part whose name climbs out of the folder',
    ends: withRows,
    make: () =>
      withParts([
        { name: '../../../../tmp/x', content: 'x' },
        { name: 'C:\\x', content: 'x' },
      ]),
  },
  {
    title: 'a part whose name is 65,000 letters',
    ends: withRows,
    make: () => withParts([{ name: 'x'.repeat(65_000), content: '' }]),
  },
  {
    title: 'a part whose name is no text',
    ends: withRows,
    make: () => withParts([{ name: new Uint8Array([0xff, 0, 0x80]), content: '' }]),
  },
  { title: 'a part without a name', ends: either, make: () => withParts([{ name: '', content: '' }]) },
  {
    title: 'a sheet that is a ZIP',
    ends: 'SOURCE_DAMAGED',
    make: () => sheet({ content: buildTable([['Other']]) }),
  },
  ...['_rels/.rels', bookPart, relationsPart, sheetPart, stringsPart, stylesPart].map(
    (name): HostileWorkbook => ({
      title: `${name} that is empty`,
      ends: 'SOURCE_DAMAGED',
      make: () => bookWithPart({ name, content: '' }, { sharedStrings: '', styles: '' }),
    }),
  ),
];

/** ZIPs that lie about themselves, or unpack to more than anyone has room for. */
export const zipTricks: readonly HostileWorkbook[] = [...counts, ...bombs, ...lies];
