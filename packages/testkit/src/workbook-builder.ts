import { buildZip, type ZipOddities, type ZipPart } from './zip-builder.js';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelationships = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A sheet as XML, so that odd ones can be made. */
export interface BuiltSheet {
  readonly name: string;
  /** What stands in `<sheetData>`. */
  readonly rows: string;
  readonly state?: 'visible' | 'hidden' | 'veryHidden';
}

/** A workbook as XML pieces; what is left out is not written. */
export interface BuiltWorkbook {
  readonly sheets: readonly BuiltSheet[];
  /** What stands in `<sst>`: `<si><t>…</t></si>…`. */
  readonly sharedStrings?: string;
  /** What stands in `<styleSheet>`. */
  readonly styles?: string;
  readonly date1904?: boolean;
  /** Parts to add; one of a known name takes that part's place. */
  readonly parts?: readonly ZipPart[];
  /** What of the ZIP as a whole is odd. */
  readonly zip?: ZipOddities;
}

/** Makes the bytes of an XLSX from XML pieces, each taken as it is. */
export function buildWorkbook(book: BuiltWorkbook): Uint8Array {
  const known: ZipPart[] = [
    { name: '_rels/.rels', content: relations([['rId1', 'officeDocument', 'xl/workbook.xml']]) },
    { name: 'xl/workbook.xml', content: workbookXml(book) },
    { name: 'xl/_rels/workbook.xml.rels', content: workbookRelations(book) },
    ...(book.sharedStrings === undefined
      ? []
      : [{ name: 'xl/sharedStrings.xml', content: root('sst', book.sharedStrings) }]),
    ...(book.styles === undefined
      ? []
      : [{ name: 'xl/styles.xml', content: root('styleSheet', book.styles) }]),
    ...book.sheets.map(({ rows }, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      content: sheetXml(rows),
    })),
  ];
  const added = new Map((book.parts ?? []).map((part) => [part.name, part]));
  const parts = known.map((part) => added.get(part.name) ?? part);
  const names = new Set<ZipPart['name']>(known.map(({ name }) => name));
  return buildZip([...parts, ...[...added.values()].filter(({ name }) => !names.has(name))], book.zip);
}

/** Makes the bytes of an XLSX with one sheet of plain text cells, inline. Blank cells and rows are not written. */
export function buildTable(table: readonly (readonly string[])[], name = 'Sheet1'): Uint8Array {
  return buildWorkbook({ sheets: [{ name, rows: tableRows(table) }] });
}

/** What stands in the `<sheetData>` of a sheet of plain text cells. */
export function tableRows(table: readonly (readonly string[])[]): string {
  const rows = table.map((cells, row) => {
    const written = cells.map((text, column) =>
      text === '' ? '' : textCell(text, `${letters(column)}${row + 1}`),
    );
    return written.every((cell) => cell === '') ? '' : `<row r="${row + 1}">${written.join('')}</row>`;
  });
  return rows.join('');
}

/** Text as it stands in XML; what XML cannot hold is escaped as workbooks do it: `_x000D_` (ECMA-376, 22.9.2.19). */
export function xmlText(text: string): string {
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/(?![\t\n])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, (char) => {
      return `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
    })
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

/** The XML of a sheet part whose `<sheetData>` holds these rows. */
export function sheetXml(rows: string): string {
  return root('worksheet', `<sheetData>${rows}</sheetData>`);
}

function textCell(text: string, reference: string): string {
  return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
}

function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}

function root(name: string, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><${name} xmlns="${main}" xmlns:r="${relationships}">${content}</${name}>`;
}

function workbookXml({ sheets, date1904 }: BuiltWorkbook): string {
  const named = sheets.map(({ name, state = 'visible' }, index) => {
    return `<sheet name="${xmlText(name)}" sheetId="${index + 1}" state="${state}" r:id="rId${index + 1}"/>`;
  });
  return root(
    'workbook',
    `${date1904 ? '<workbookPr date1904="1"/>' : ''}<sheets>${named.join('')}</sheets>`,
  );
}

function workbookRelations({ sheets, sharedStrings, styles }: BuiltWorkbook): string {
  return relations([
    ...sheets.map(
      (_, index) => [`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`] as const,
    ),
    ...(sharedStrings === undefined ? [] : [['strings', 'sharedStrings', 'sharedStrings.xml'] as const]),
    ...(styles === undefined ? [] : [['styles', 'styles', 'styles.xml'] as const]),
  ]);
}

function relations(list: readonly (readonly [id: string, type: string, target: string])[]): string {
  const written = list.map(([id, type, target]) => {
    return `<Relationship Id="${id}" Type="${relationships}/${type}" Target="${target}"/>`;
  });
  return `<Relationships xmlns="${packageRelationships}">${written.join('')}</Relationships>`;
}
