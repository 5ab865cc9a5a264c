// The same table as CSV and as XLSX gives equal rows. The one place that looks into both parsers, hence the path.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RowSource } from '@solarproof-import/core';
import { buildTable, buildWorkbook, readAll, temporaryFolder } from '@solarproof-import/testkit';
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

describe('a table as CSV and as XLSX', () => {
  it('gives equal row numbers and cells, whatever its texts', async () => {
    const text = fc.oneof(
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
    const table = fc.array(fc.array(text, { maxLength: 5 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(table, async (cells) => {
        const [csv, xlsx] = await both(csvOf(cells), buildTable(cells));
        expect(xlsx).toEqual(csv);
      }),
      { numRuns: 100 },
    );
  });

  it('gives equal cells where the workbook has numbers, dates and truth values', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="164" formatCode="0000000000"/></numFmts>' +
      '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs>';
    const rows =
      '<row r="2"><c r="A2" s="1"><v>491570006</v></c><c r="B2" s="2"><v>45351</v></c><c r="C2" t="b"><v>1</v></c></row>' +
      '<row r="4"><c r="B4"><v>1.5</v></c></row>';
    const xlsx = buildWorkbook({ sheets: [{ name: 'S', rows }], styles });
    const [fromCsv, fromXlsx] = await both('\n0491570006,2024-02-29,TRUE,\n,,\n,1.5,,\n', xlsx);
    expect(fromXlsx).toEqual(fromCsv);
  });
});
