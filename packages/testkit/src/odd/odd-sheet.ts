import { oddCell, type CellWriting } from './odd-cell.js';
import type { Oddities, PutCell, PutMerge } from './oddities.js';

/** The cells of a sheet, by row and column, from 0; what stands above and left of them is in the oddities. */
export type PutTable = readonly (readonly PutCell[])[];

/** What stands in `<worksheet>`. */
export function oddSheet(
  table: PutTable,
  merges: readonly PutMerge[],
  writing: CellWriting,
): readonly string[] {
  const { writer, oddities } = writing;
  const { dimension, isSurrounded, hasExtensions } = oddities;
  const rows = oddRows(table, writing);
  const merged = merges.map((merge) => writer.element('mergeCell', { ref: mergeReference(merge, oddities) }));
  const before = [
    writer.element('sheetPr', {}, [writer.element('tabColor', { rgb: 'FF0000' })]),
    writer.element('sheetViews', {}, [
      writer.element('sheetView', { workbookViewId: '0', rightToLeft: '1' }),
    ]),
    writer.element('cols', {}, [writer.element('col', { min: '1', max: '16384', style: '1', hidden: '1' })]),
  ];
  const after = [
    writer.element('hyperlinks', {}, [writer.element('hyperlink', { ref: 'A1', display: 'not a value' })]),
    writer.element('headerFooter', {}, [writer.text('oddHeader', {}, 'not a value')]),
  ];
  const extensions = [
    '<mc:AlternateContent><mc:Choice Requires="odd"><odd:row r="1"><odd:c r="A1"><odd:v>1</odd:v></odd:c></odd:row></mc:Choice></mc:AlternateContent>',
    writer.element('extLst', {}, [
      writer.element('ext', { uri: '{1}' }, [
        '<odd:list><odd:f>Lists!$A$1</odd:f><odd:v>2</odd:v></odd:list>',
      ]),
    ]),
  ];
  return [
    ...(dimension === undefined ? [] : [writer.element('dimension', { ref: dimension })]),
    ...(isSurrounded ? before : []),
    writer.element('sheetData', {}, rows),
    ...(merged.length === 0 ? [] : [writer.element('mergeCells', { count: '1' }, merged)]),
    ...(isSurrounded ? after : []),
    ...(hasExtensions ? extensions : []),
  ];
}

function oddRows(table: PutTable, writing: CellWriting): readonly string[] {
  const { writer, oddities } = writing;
  let last = -1;
  const rows: string[] = [];
  for (const [at, cells] of table.entries()) {
    const row = at + oddities.firstRow;
    const written = oddCells(cells, row, writing);
    if (written.length === 0 && at % 2 === 0) continue;
    const reference = isNeeded(row, last, oddities) ? String(row + 1) : undefined;
    const looks = oddities.isPlainRow
      ? {}
      : { spans: '1:2', ht: '15', customHeight: '1', hidden: '0', s: '0', 'odd:note': '/></row>' };
    rows.push(writer.element('row', { r: reference, ...looks }, written));
    last = row;
  }
  return shuffled(rows, oddities);
}

function oddCells(cells: readonly PutCell[], row: number, writing: CellWriting): readonly string[] {
  const { oddities } = writing;
  let last = -1;
  const written: string[] = [];
  for (const [at, cell] of cells.entries()) {
    const column = at + oddities.firstColumn;
    const reference = isNeeded(column, last, oddities) ? `${columnLetters(column)}${row + 1}` : undefined;
    const xml = oddCell(cell, reference, writing);
    if (xml === undefined) continue;
    written.push(xml);
    last = column;
  }
  return shuffled(written, oddities);
}

/** Says whether a row or cell says its place: it need not where it stands right behind the one before. */
function isNeeded(place: number, last: number, { references }: Oddities): boolean {
  return references === 'always' || place !== last + 1 || (references === 'now and then' && place % 2 === 1);
}

function shuffled(list: readonly string[], { references, shuffle }: Oddities): readonly string[] {
  if (references !== 'always' || shuffle.length === 0) return list;
  const keyed = list.map((xml, at) => ({ xml, key: shuffle[at % shuffle.length] ?? 0 }));
  return keyed.toSorted((a, b) => a.key - b.key).map(({ xml }) => xml);
}

function mergeReference({ top, left, height, width }: PutMerge, { firstRow, firstColumn }: Oddities): string {
  const corner = (row: number, column: number): string =>
    `${columnLetters(column + firstColumn)}${row + firstRow + 1}`;
  return `${corner(top, left)}:${corner(top + height - 1, left + width - 1)}`;
}

/** `A`, `Z`, `AA`: the letters of a 0-based column. */
function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last;
}
