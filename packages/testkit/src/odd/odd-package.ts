import { buildZip, type ZipPart } from '../zip-builder.js';
import { extraField } from '../zip-fields.js';
import { oddSheet, type PutTable } from './odd-sheet.js';
import { oddStrings } from './odd-strings.js';
import { oddStyles } from './odd-styles.js';
import { oddPart, oddWriter, type Attributes, type Dressing } from './odd-xml.js';
import { partNumbers, type Oddities, type OddEntry, type PutMerge } from './oddities.js';

/** The sheet that is read. */
export const oddSheetName = 'Customers & "Friends" <1>';

const namespaces = {
  transitional: {
    main: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
    relationships: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  },
  strict: {
    main: 'http://purl.oclc.org/ooxml/spreadsheetml/main',
    relationships: 'http://purl.oclc.org/ooxml/officeDocument/relationships',
  },
};
const packageRelationships = 'http://schemas.openxmlformats.org/package/2006/relationships';
const plainSheet =
  '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>404</v></c></row></sheetData></worksheet>';

/** The bytes of a workbook with these cells, odd as it is asked for. */
export function oddWorkbook(table: PutTable, merges: readonly PutMerge[], oddities: Oddities): Uint8Array {
  const { main, relationships } = namespaces[oddities.strict ? 'strict' : 'transitional'];
  const [styles, strings] = [oddStyles(), oddStrings(oddities)];
  const dressed = (
    name: string,
    number: number,
    children: (dressing: Dressing) => readonly string[],
  ): Uint8Array => {
    const dressing = dressingOf(oddities, number);
    const namespace = name === 'Relationships' ? packageRelationships : main;
    return oddPart(dressing, { name, namespace, relationships }, children(dressing));
  };
  const sheet = dressed('worksheet', partNumbers.sheet, (dressing) =>
    oddSheet(table, merges, { writer: oddWriter(dressing), styles, strings, oddities }),
  );
  const { before, after } = otherSheets(oddities);
  const targets = [
    ...before,
    { id: 'own', type: 'worksheet', part: sheetPart, name: oddSheetName, state: 'visible' },
    ...after,
  ];
  const relations = [
    ...targets,
    { id: 'rId0', type: 'sharedStrings', part: 'xl/sharedStrings.xml' },
    { id: 'rId-', type: 'styles', part: 'xl/styles.xml' },
  ];
  const contents: readonly (readonly [name: string, content: Uint8Array])[] = [
    [
      '_rels/.rels',
      dressed('Relationships', partNumbers.package, (dressing) =>
        relationElements(dressing, [{ id: 'rId1', type: 'officeDocument', part: 'xl/workbook.xml' }], {
          from: '',
          oddities,
        }),
      ),
    ],
    [
      'xl/workbook.xml',
      dressed('workbook', partNumbers.workbook, (dressing) => workbookElements(dressing, targets, oddities)),
    ],
    [
      'xl/_rels/workbook.xml.rels',
      dressed('Relationships', partNumbers.relationships, (dressing) =>
        relationElements(dressing, relations, { from: 'xl/', oddities }),
      ),
    ],
    [sheetPart, sheet],
    [
      'xl/sharedStrings.xml',
      dressed('sst', partNumbers.texts, (dressing) => strings.elements(oddWriter(dressing))),
    ],
    [
      'xl/styles.xml',
      dressed('styleSheet', partNumbers.styles, (dressing) => styles.elements(oddWriter(dressing))),
    ],
  ];
  return zipped(contents, [...before, ...after], oddities);
}

const sheetPart = 'xl/worksheets/Sheet1.xml';

interface Related {
  readonly id: string;
  readonly type: string;
  readonly part: string;
}

interface Listed extends Related {
  readonly name: string;
  readonly state: string;
}

function otherSheets({ sheetsBefore, hasSheetAfter }: Oddities): { before: Listed[]; after: Listed[] } {
  const before = sheetsBefore.map((state, at): Listed => {
    const type = state === 'chart' ? 'chartsheet' : 'worksheet';
    const part = `xl/${type}s/before${at}.xml`;
    return {
      id: `before${at}`,
      type,
      part,
      name: `Before ${at}`,
      state: state === 'chart' ? 'visible' : state,
    };
  });
  const part = 'xl/worksheets/after.xml';
  const after: Listed[] = hasSheetAfter
    ? [{ id: 'after', type: 'worksheet', part, name: 'After', state: 'visible' }]
    : [];
  return { before, after };
}

function workbookElements(
  dressing: Dressing,
  sheets: readonly Listed[],
  oddities: Oddities,
): readonly string[] {
  const writer = oddWriter(dressing);
  const { date1904, hasExtensions } = oddities;
  const properties: Attributes = { date1904: date1904 ? 'true' : '0', defaultThemeVersion: '124226' };
  return [
    writer.element('workbookPr', properties),
    ...(hasExtensions
      ? [
          '<mc:AlternateContent><mc:Choice Requires="odd"><odd:absPath url="C:\\"/></mc:Choice></mc:AlternateContent>',
        ]
      : []),
    writer.element(
      'sheets',
      {},
      sheets.map(({ name, state, id }, at) =>
        writer.element('sheet', {
          name,
          sheetId: String(at + 7),
          state: state === 'visible' ? undefined : state,
          [`${dressing.relationshipPrefix}:id`]: id,
        }),
      ),
    ),
    writer.element('definedNames', {}, [
      writer.text('definedName', { name: '_xlnm.Print_Area' }, 'not a value'),
    ]),
  ];
}

function relationElements(
  dressing: Dressing,
  list: readonly Related[],
  { from, oddities }: { from: string; oddities: Oddities },
): readonly string[] {
  const { relationships } = namespaces[oddities.strict ? 'strict' : 'transitional'];
  const writer = oddWriter(dressing);
  return list.map(({ id, type, part }) =>
    writer.element('Relationship', {
      Id: id,
      Type: `${relationships}/${type}`,
      Target: target(part, from, oddities),
      TargetMode: oddities.hasExtensions ? 'Internal' : undefined,
    }),
  );
}

function target(part: string, from: string, { targets }: Oddities): string {
  const relative = part.slice(from.length);
  switch (targets) {
    case 'relative':
      return relative;
    case 'absolute':
      return `/${part}`;
    case 'dotted':
      return from === '' ? `./${relative}` : `../xl/./${relative}`;
    case 'backslashed':
      return relative.replaceAll('/', '\\');
    case 'lower case':
      return relative.toLowerCase();
  }
}

function zipped(
  contents: readonly (readonly [name: string, content: Uint8Array])[],
  others: readonly Listed[],
  { entries, order, zip64End, zipComment }: Oddities,
): Uint8Array {
  const parts = contents.map(([name, content], at) => entry(name, content, entries[at]));
  const sorted = parts
    .map((part, at) => ({ part, key: order[at] ?? 0 }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ part }) => part);
  const rest = others.map(({ part }): ZipPart => ({ name: part, content: plainSheet }));
  return buildZip([{ name: '[Content_Types].xml', content: contentTypes(others) }, ...rest, ...sorted], {
    zip64: zip64End,
    comment: zipComment,
  });
}

/** Our reader does not need it, and programs that write workbooks never leave it out. */
function contentTypes(others: readonly Listed[]): string {
  const base = 'application/vnd.openxmlformats-officedocument.spreadsheetml.';
  const types: readonly (readonly [part: string, type: string])[] = [
    ['xl/workbook.xml', 'sheet.main'],
    [sheetPart, 'worksheet'],
    ['xl/sharedStrings.xml', 'sharedStrings'],
    ['xl/styles.xml', 'styles'],
    ...others.map(({ part, type }) => [part, type] as const),
  ];
  const overrides = types.map(
    ([part, type]) => `<Override PartName="/${part}" ContentType="${base}${type}+xml"/>`,
  );
  return (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`
  );
}

function entry(name: string, content: Uint8Array, odd?: OddEntry): ZipPart {
  if (odd === undefined) return { name, content };
  const names: Record<OddEntry['name'], string> = {
    'as referred to': name,
    backslashed: name.replaceAll('/', '\\'),
    'upper case': name.toUpperCase(),
    'with a slash before': `/${name}`,
  };
  return {
    name: names[odd.name],
    content,
    stored: odd.stored,
    zip64: odd.zip64,
    ...(odd.descriptor === undefined ? {} : { descriptor: odd.descriptor }),
    ...(odd.extra ? { extra: extraField(0x5455, new Uint8Array([1, 0, 0, 0, 0])) } : {}),
  };
}

function dressingOf({ dressings }: Oddities, number: number): Dressing {
  const dressing = dressings[number];
  if (dressing === undefined) throw new RangeError(`no part ${number} is dressed`);
  return dressing;
}
