import type { BenchmarkCase } from '../benchmark-case.js';
import { countRows } from '../count-rows.js';

/** Every row of a workbook, read once, its shared texts and styles included. */
export const readingXlsx: BenchmarkCase = {
  name: 'reading-xlsx',
  title: 'reading XLSX',
  setUp: async ({ files }) => {
    const { openXlsx } = await import('@solarproof-import/parser-xlsx');
    return { run: async () => countRows(await openXlsx(files.xlsx)) };
  },
};
