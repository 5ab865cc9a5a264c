import type { BenchmarkCase } from '../benchmark-case.js';
import { countRows } from '../count-rows.js';

/** Every row of a CSV, read once, its encoding and delimiter found out. */
export const readingCsv: BenchmarkCase = {
  name: 'reading-csv',
  title: 'reading CSV',
  setUp: async ({ files }) => {
    const { openCsv } = await import('@solarproof-import/parser-csv');
    return { run: async () => countRows(await openCsv(files.csv)) };
  },
};
