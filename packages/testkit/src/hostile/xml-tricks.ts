import { repeatedContent } from '../repeated-content.js';
import { sheetXml } from '../workbook-builder.js';
import {
  bookPart,
  bookWith,
  bookWithPart,
  densely,
  either,
  noise,
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

/** The root and `<sheetData>`, `<row>`, `<c>` are four. */
const depthOfCell = 4;
const names = Array.from({ length: 4_096 }, (_, at) => noise(4, at + 1));

function sheet(content: string | Uint8Array): Uint8Array {
  return bookWithPart({ name: sheetPart, content });
}

function nested(count: number): string {
  return `<row r="1"><c r="A1">${'<a>'.repeat(count)}${'</a>'.repeat(count)}<v>1</v></c></row>`;
}

/** Names that differ, so that it is packed no better than real files: 2.5-fold. */
function deep(count: number): string {
  return Array.from(
    { length: count },
    (_, at) => `<${names[(at * 2_654_435_761) % names.length] ?? 'a'}>`,
  ).join('');
}

const depths: readonly HostileWorkbook[] = [
  { title: 'elements 32 deep', ends: withRows, make: () => sheet(sheetXml(nested(32 - depthOfCell))) },
  {
    title: 'elements 33 deep',
    ends: 'SOURCE_OVER_LIMIT',
    make: () => sheet(sheetXml(nested(33 - depthOfCell))),
  },
  ...[sheetPart, stringsPart, stylesPart, bookPart, relationsPart, '_rels/.rels'].map(
    (name): HostileWorkbook => ({
      title: `elements a million deep in ${name}`,
      ends: 'SOURCE_OVER_LIMIT',
      make: () => bookWithPart({ name, content: deep(1_000_000) }, { sharedStrings: '', styles: '' }),
    }),
  ),
  {
    title: 'elements that are closed and never opened',
    ends: 'SOURCE_DAMAGED',
    make: () => sheet('</a>'.repeat(100_000)),
  },
];

const attributes: readonly HostileWorkbook[] = [
  {
    title: 'an attribute of 8 kB',
    ends: withRows,
    make: () => sheet(sheetXml(`${oneRow}<row odd="${'x'.repeat(8_192)}"/>`)),
  },
  {
    title: 'an attribute of 8 kB and one letter',
    ends: 'SOURCE_OVER_LIMIT',
    make: () => sheet(sheetXml(`<row odd="${'x'.repeat(8_193)}"/>`)),
  },
  {
    title: 'an attribute without end',
    ends: 'SOURCE_OVER_LIMIT',
    make: () => bookWith(sheetPart, [`${sheetStart}<row odd="`, { text: noise(2_000), times: 20_000 }]),
  },
  {
    title: 'a million attributes',
    ends: 'SOURCE_OVER_LIMIT',
    make: () => sheet(`<worksheet ${Array.from({ length: 1_000_000 }, (_, at) => `a${at}=""`).join(' ')}/>`),
  },
  {
    title: 'a million attributes of one name',
    ends: 'SOURCE_OVER_LIMIT',
    make: () => sheet(`<worksheet${' a=""'.repeat(1_000_000)}/>`),
  },
  {
    title: 'an attribute with a name of 40 MB',
    ends: 'SOURCE_OVER_LIMIT',
    make: () => bookWith(sheetPart, ['<worksheet ', { text: noise(2_000), times: 20_000 }]),
  },
  {
    title: 'an element with a name of 40 MB',
    ends: 'SOURCE_OVER_LIMIT',
    make: () => bookWith(sheetPart, ['<', { text: noise(2_000), times: 20_000 }]),
  },
  {
    title: 'a tag full of white space',
    ends: 'SOURCE_OVER_LIMIT',
    make: () => bookWith(sheetPart, ['<worksheet', { text: ' '.repeat(60_000), times: 600 }]),
  },
];

const texts: readonly HostileWorkbook[] = [
  {
    title: 'a text of 1 MB',
    ends: withRows,
    make: () => sheet(sheetXml(`<row r="1"><c r="A1" t="str"><v>${noise(1_048_576)}</v></c></row>`)),
  },
  {
    title: 'a text of 1 MB and one letter',
    ends: 'SOURCE_OVER_LIMIT',
    make: () => sheet(sheetXml(`<row r="1"><c r="A1" t="str"><v>${noise(1_048_577)}</v></c></row>`)),
  },
  ...[
    ['<v>', '</v>'],
    ['<f>', '</f>'],
    ['<is><t>', '</t></is>'],
  ].map(([start = '', end = '']): HostileWorkbook => ({
    title: `${start} with 200 MB in many pieces`,
    ends: 'SOURCE_OVER_LIMIT',
    make: () =>
      bookWith(sheetPart, [
        `${sheetStart}<row r="1"><c r="A1" t="inlineStr">${start}`,
        ...densely(`<![CDATA[${'x'.repeat(60_000)}]]>`, 3_500),
        `${end}</c></row></sheetData></worksheet>`,
      ]),
  })),
  {
    title: 'a million <v> in one cell, 100 MB together',
    ends: either,
    isLarge: true,
    make: () =>
      sheetOf(['<row r="1"><c r="A1">', ...densely(`<v>${'1'.repeat(93)}</v>`, 1_000_000), '</c></row>']),
  },
  {
    title: 'a shared text in a million runs, 100 MB together',
    ends: 'SOURCE_OVER_LIMIT',
    make: () =>
      bookWith(
        stringsPart,
        ['<sst><si>', ...densely(`<r><t>${'x'.repeat(90)}</t></r>`, 1_000_000), '</si></sst>'],
        { sharedStrings: '' },
      ),
  },
  {
    title: 'a comment without end',
    ends: 'SOURCE_OVER_LIMIT',
    make: () => bookWith(sheetPart, ['<worksheet><!--', { text: noise(2_000), times: 20_000 }]),
  },
  {
    title: 'CDATA without end',
    ends: 'SOURCE_OVER_LIMIT',
    make: () =>
      bookWith(sheetPart, [`${sheetStart}<row><c><v><![CDATA[`, { text: noise(2_000), times: 20_000 }]),
  },
  {
    title: 'an instruction without end',
    ends: 'SOURCE_OVER_LIMIT',
    make: () => bookWith(sheetPart, ['<worksheet><?x ', { text: noise(2_000), times: 20_000 }]),
  },
  {
    title: 'ten million comments',
    ends: either,
    make: () => sheetOf([oneRow, ...densely('<!---->', 10_000_000)]),
  },
  {
    title: 'ten million instructions',
    ends: either,
    make: () => sheetOf([oneRow, ...densely('<?a?>', 10_000_000)]),
  },
  {
    title: 'ten million references in texts',
    ends: either,
    isLarge: true,
    make: () => sheetOf([...densely(`<row><c t="str"><v>${'&#65;'.repeat(1_000)}</v></c></row>`, 10_000)]),
  },
  {
    title: 'ten million unknown elements',
    ends: either,
    isLarge: true,
    make: () => sheetOf([oneRow], [...densely('<a/>', 10_000_000)]),
  },
];

const entity = (definition: string): Uint8Array =>
  sheet(
    `<?xml version="1.0"?><!DOCTYPE worksheet [${definition}]>${sheetXml('<row><c t="str"><v>&a;</v></c></row>').replace(/^<\?xml[^>]*>/, '')}`,
  );

const laughs = Array.from({ length: 10 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join(
  '',
);

const documentTypes: readonly HostileWorkbook[] = [
  {
    title: 'a billion laughs',
    ends: 'SOURCE_OVER_LIMIT',
    make: () => entity(`<!ENTITY l0 "lol">${laughs}<!ENTITY a "&l10;">`),
  },
  {
    title: 'a quadratic expansion',
    ends: 'SOURCE_OVER_LIMIT',
    make: () => entity(`<!ENTITY a "${'x'.repeat(100_000)}">`),
  },
  {
    title: 'an entity that is a file',
    ends: 'SOURCE_OVER_LIMIT',
    make: () => entity('<!ENTITY a SYSTEM "file:///etc/passwd">'),
  },
  {
    title: 'an entity that is an address',
    ends: 'SOURCE_OVER_LIMIT',
    make: () => entity('<!ENTITY a SYSTEM "http://example.com/x">'),
  },
  {
    title: 'a parameter entity',
    ends: 'SOURCE_OVER_LIMIT',
    make: () => entity('<!ENTITY % p "<!ENTITY a \'x\'>"> %p;'),
  },
  {
    title: 'a document type without end',
    ends: 'SOURCE_OVER_LIMIT',
    make: () => bookWith(sheetPart, ['<!DOCTYPE x [', { text: noise(2_000), times: 20_000 }]),
  },
  {
    title: 'an entity that nobody defined',
    ends: 'SOURCE_DAMAGED',
    make: () => sheet(sheetXml('<row><c><v>&a;</v></c></row>')),
  },
];

const cell = (text: string): string =>
  sheetXml(`<row><c t="str"><v>${text}</v></c></row>`).replace(/^<\?xml[^>]*>/, '');

const characters: readonly HostileWorkbook[] = [
  ...[
    '&#0;',
    '&#x1F;',
    '&#xD800;',
    '&#x110000;',
    `&#${'9'.repeat(1_000)};`,
    '&#;',
    '&#x;',
    '&;',
    '& ',
    ']]>',
    '\0',
    '\u0008',
    '\uFFFE',
  ].map((text): HostileWorkbook => ({
    title: `a text with ${JSON.stringify(text.slice(0, 12))}, which XML does not allow`,
    ends: 'SOURCE_DAMAGED',
    make: () => sheet(cell(text)),
  })),
  {
    title: 'bytes that are no UTF-8',
    ends: 'SOURCE_DAMAGED',
    make: () => sheet(Buffer.from(cell('Zo\xeb'), 'latin1')),
  },
  {
    title: 'letters in more bytes than they need',
    ends: 'SOURCE_DAMAGED',
    make: () => sheet(Buffer.from(cell('\xc0\xbc'), 'latin1')),
  },
  {
    title: 'half a letter at the end',
    ends: 'SOURCE_DAMAGED',
    make: () => sheet(Buffer.concat([Buffer.from(cell('x')), Buffer.from([0xe2, 0x82])])),
  },
  {
    title: 'UTF-16 with a byte too many',
    ends: 'SOURCE_DAMAGED',
    make: () => sheet(Buffer.concat([Buffer.from(`\uFEFF${cell('x')}`, 'utf16le'), Buffer.from([0])])),
  },
  {
    title: 'UTF-16 with half a pair',
    ends: 'SOURCE_DAMAGED',
    make: () => sheet(Buffer.from(`\uFEFF${cell('\ud83d')}`, 'utf16le')),
  },
  {
    title: 'UTF-32',
    ends: 'SOURCE_DAMAGED',
    make: () =>
      sheet(Buffer.from(Array.from(`\uFEFF${cell('x')}`, (char) => `${char}\0`).join(''), 'utf16le')),
  },
  { title: 'EBCDIC', ends: 'SOURCE_DAMAGED', make: () => sheet(Buffer.from('4c6fa79493', 'hex')) },
  {
    title: 'another encoding declared, whose bytes it has',
    ends: 'SOURCE_DAMAGED',
    make: () =>
      sheet(Buffer.from(`<?xml version="1.0" encoding="windows-1252"?>${cell('Zo\xeb')}`, 'latin1')),
  },
  {
    title: 'another encoding declared, in plain letters',
    ends: either,
    make: () => sheet(`<?xml version="1.0" encoding="IBM037"?>${cell('x')}`),
  },
  {
    title: 'UTF-16 declared in UTF-8',
    ends: either,
    make: () => sheet(`<?xml version="1.0" encoding="UTF-16"?>${cell('x')}`),
  },
  {
    title: 'XML 1.1 with its control characters',
    ends: either,
    make: () => sheet(`<?xml version="1.1"?>${cell('&#1;')}`),
  },
];

const shapes: readonly HostileWorkbook[] = [
  ...[
    ['two roots', `${cell('x')}${cell('y')}`],
    ['text behind the root', `${cell('x')}y`],
    ['white space alone', ' \n'],
    ['a byte order mark alone', '\uFEFF'],
    ['a declaration alone', '<?xml version="1.0"?>'],
    ['a tag that ends another', '<worksheet><sheetData></worksheet></sheetData>'],
    ['an attribute without quotes', sheetXml('<row r=1><c><v>1</v></c></row>')],
    ['an attribute twice', sheetXml('<row r="1" r="2"><c><v>1</v></c></row>')],
    ['a < in an attribute', sheetXml('<row odd="<"><c><v>1</v></c></row>')],
  ].map(([title = '', content = '']): HostileWorkbook => ({
    title,
    ends: 'SOURCE_DAMAGED',
    make: () => sheet(content),
  })),
  {
    title: 'text between the rows, 100 MB',
    ends: either,
    isLarge: true,
    make: () =>
      bookWithPart({
        name: sheetPart,
        content: repeatedContent([
          sheetStart,
          oneRow,
          ...densely(`${'x'.repeat(60_000)}<a/>`, 1_700),
          '</sheetData></worksheet>',
        ]),
      }),
  },
];

/** XML that is broken, endless or clever. */
export const xmlTricks: readonly HostileWorkbook[] = [
  ...depths,
  ...attributes,
  ...texts,
  ...documentTypes,
  ...characters,
  ...shapes,
];
