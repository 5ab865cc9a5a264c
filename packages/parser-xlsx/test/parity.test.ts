// The same table as CSV and as XLSX gives equal rows. The one place that looks into both parsers, hence the path.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RowSource } from '@solarproof-import/core';
import { buildWorkbook, readAll, temporaryFolder, xmlText } from '@solarproof-import/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openCsv } from '../../parser-csv/src/index.js';
import { openXlsx } from '../src/index.js';

type Table = readonly (readonly string[])[];

async function cellsOf(source: RowSource): Promise<unknown> {
  try {
    return (await readAll(source)).map(({ row, cells }) => ({ row, cells }));
  } finally {
    await source.close();
  }
}

/** Writes both files and reads them. */
async function both(csv: string, xlsx: Uint8Array): Promise<readonly [csv: unknown, xlsx: unknown]> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'table.csv'), csv);
  await writeFile(join(folder, 'table.xlsx'), xlsx);
  const fromCsv = await cellsOf(await openCsv(join(folder, 'table.csv'), { delimiter: ',' }));
  return [fromCsv, await cellsOf(await openXlsx(join(folder, 'table.xlsx')))];
}

function csvOf(table: Table): string {
  const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
  return table.map((cells) => `${cells.map(quoted).join(',')}\n`).join('');
}

/** A value as a CSV has it, and the cell that a workbook has for it, without its reference; a blank one is not written. */
interface TwiceWritten {
  readonly csv: string;
  readonly attributes: string;
  readonly content: string;
}

const styles =
  '<numFmts><numFmt numFmtId="164" formatCode="0000000000"/></numFmts>' +
  '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs>';

const texts = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.constantFrom(
    '',
    ' ',
    'Zoë',
    '🙂',
    '0412345678',
    '1E5',
    'two\nlines',
    '_x000D_',
    '"',
    ',',
    '__proto__',
    '#N/A',
  ),
);
const textCells = texts.map((csv) => ({
  csv,
  attributes: ' t="inlineStr"',
  content: csv === '' ? '' : `<is><t xml:space="preserve">${xmlText(csv)}</t></is>`,
}));

const numberCells = fc
  .tuple(
    fc.oneof(
      fc.integer(),
      fc.maxSafeNat(),
      fc.integer().map((cents) => cents / 100),
    ),
    fc.boolean(),
  )
  .map(([number, isExponent]) => ({
    csv: String(number),
    attributes: '',
    content: `<v>${isExponent ? number.toExponential() : number}</v>`,
  }));

const paddedCells = fc.nat(999_999_999).map((number) => ({
  csv: String(number).padStart(10, '0'),
  attributes: ' s="1"',
  content: `<v>${number}</v>`,
}));

/** Day 60 is the 29 February 1900 of Excel, so that the days before it count from another start. */
const dateCells = fc.integer({ min: 1, max: 2_958_465 }).map((day) => ({
  csv:
    day === 60
      ? '1900-02-29'
      : new Date(Date.UTC(1899, 11, day < 60 ? 31 : 30) + day * 86_400_000).toISOString().slice(0, 10),
  attributes: ' s="2"',
  content: `<v>${day}</v>`,
}));

const truthCells = fc.boolean().map((isTrue) => ({
  csv: isTrue ? 'TRUE' : 'FALSE',
  attributes: ' t="b"',
  content: `<v>${isTrue ? 1 : 0}</v>`,
}));

function workbookOf(table: readonly (readonly TwiceWritten[])[]): Uint8Array {
  const rows = table.map((cells, row) => {
    const written = cells.map(({ attributes, content }, column) =>
      content === '' ? '' : `<c r="${'ABCDE'[column]}${row + 1}"${attributes}>${content}</c>`,
    );
    return written.every((cell) => cell === '') ? '' : `<row r="${row + 1}">${written.join('')}</row>`;
  });
  return buildWorkbook({ sheets: [{ name: 'S', rows: rows.join('') }], styles });
}

describe('a table as CSV and as XLSX', () => {
  it.each<[what: string, cells: fc.Arbitrary<TwiceWritten>]>([
    ['texts', textCells],
    [
      'texts, numbers, dates and truth values',
      fc.oneof(textCells, numberCells, paddedCells, dateCells, truthCells),
    ],
  ])('gives equal row numbers and cells, whatever its %s', async (_what, cell) => {
    const tables = fc.array(fc.array(cell, { maxLength: 5 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(tables, async (table) => {
        const [csv, xlsx] = await both(
          csvOf(table.map((row) => row.map((each) => each.csv))),
          workbookOf(table),
        );
        expect(xlsx).toEqual(csv);
      }),
      { numRuns: 100 },
    );
  });

  it('gives equal cells where the workbook has numbers, dates and truth values', async () => {
    const rows =
      '<row r="2"><c r="A2" s="1"><v>491570006</v></c><c r="B2" s="2"><v>45351</v></c><c r="C2" t="b"><v>1</v></c></row>' +
      '<row r="4"><c r="B4"><v>1.5</v></c></row>';
    const xlsx = buildWorkbook({ sheets: [{ name: 'S', rows }], styles });
    const [fromCsv, fromXlsx] = await both('\n0491570006,2024-02-29,TRUE,\n,,\n,1.5,,\n', xlsx);
    expect(fromXlsx).toEqual(fromCsv);
  });
});
