import fc from 'fast-check';
import { buildZip, type ZipPart } from '../zip-builder.js';
import { mutate, mutations } from './mutations.js';
import { unzip } from './unzip.js';

/** Bytes that nobody made on purpose. */
export const noiseBytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.concat([Buffer.from('PK\u0003\u0004'), bytes])),
);

/** Files of these kinds, damaged: bits flipped, cut off, ranges left out, repeated or put in. */
export function damagedFiles(files: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  return fc.tuple(fc.constantFrom(...files), mutations).map(([file, list]) => mutate(file, list));
}

/** Workbooks whose ZIP is whole and one of whose parts is damaged in the same ways. */
export function damagedWorkbooks(files: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const books = files.map(unzip);
  return fc
    .tuple(fc.constantFrom(...books), fc.nat(99), mutations)
    .map(([parts, which, list]) =>
      buildZip(parts.map((part, at) => (at === which % parts.length ? damaged(part, list) : part))),
    );
}

type Mutations = Parameters<typeof mutate>[1];

function damaged(part: ZipPart, list: Mutations): ZipPart {
  // `unzip` gives bytes.
  return part.content instanceof Uint8Array ? { ...part, content: mutate(part.content, list) } : part;
}

const names = fc.constantFrom(
  'worksheet',
  'sheetData',
  'row',
  'c',
  'v',
  'f',
  'is',
  't',
  'r',
  'rPh',
  'si',
  'sst',
  'workbook',
  'sheets',
  'sheet',
  'x:row',
  'mergeCells',
  'mergeCell',
  'cellXfs',
  'xf',
  'numFmts',
  'numFmt',
  'styleSheet',
  'Relationships',
  'Relationship',
);
const attributes = fc.constantFrom(
  '',
  ' r="1"',
  ' r="A1"',
  ' r="B2"',
  ' t="s"',
  ' t="str"',
  ' t="inlineStr"',
  ' t="b"',
  ' t="e"',
  ' t="d"',
  ' s="1"',
  ' ref="A1:B2"',
  ' numFmtId="14"',
  ' numFmtId="164" formatCode="0000"',
  ' name="S" r:id="a"',
  ' Id="a" Type="/worksheet" Target="s.xml"',
  ' Id="b" Type="/officeDocument" Target="b.xml"',
  ' Id="c" Type="/sharedStrings" Target="t.xml"',
);
const textsInside = fc.constantFrom(
  '',
  '1',
  '0',
  '44197.5',
  'x',
  '#N/A',
  '&amp;',
  '<![CDATA[a]]>',
  '<!-- -->',
  '<?a?>',
  '&',
  '<',
);

const leaves = fc
  .tuple(names, attributes, textsInside)
  .map(([name, attribute, text]) => `<${name}${attribute}>${text}</${name}>`);

const elements: fc.Arbitrary<string> = fc.letrec<{ element: string }>((tie) => ({
  element: fc.oneof(
    { maxDepth: 4 },
    leaves,
    fc
      .tuple(names, attributes, fc.array(tie('element'), { maxLength: 4 }))
      .map(([name, attribute, children]) => `<${name}${attribute}>${children.join('')}</${name}>`),
  ),
})).element;

/** ZIPs with the names of a workbook's parts, and elements of a workbook where nobody would put them. */
export const jumbledWorkbooks: fc.Arbitrary<Uint8Array> = fc
  .tuple(fc.array(elements, { maxLength: 6 }), elements, elements, elements)
  .map(([sheet, book, strings, styles]) =>
    buildZip([
      { name: '_rels/.rels', content: relation('officeDocument', 'b.xml') },
      {
        name: 'b.xml',
        content: `<workbook><sheets><sheet name="S" r:id="worksheet"/></sheets>${book}</workbook>`,
      },
      {
        name: '_rels/b.xml.rels',
        content: relation('worksheet', 's.xml').replace(
          '</Relationships>',
          `${relation('sharedStrings', 't.xml', '')}${relation('styles', 'u.xml', '')}</Relationships>`,
        ),
      },
      { name: 's.xml', content: `<worksheet><sheetData>${sheet.join('')}</sheetData></worksheet>` },
      { name: 't.xml', content: strings },
      { name: 'u.xml', content: styles },
    ]),
  );

function relation(type: string, target: string, root = 'Relationships'): string {
  const written = `<Relationship Id="${type}" Type="/${type}" Target="${target}"/>`;
  return root === '' ? written : `<${root}>${written}</${root}>`;
}
