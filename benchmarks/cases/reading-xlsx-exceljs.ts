import { createRequire } from 'node:module';
import type { BenchmarkCase } from '../benchmark-case.js';

/** The part of exceljs that is measured. It is result-xlsx's dependency, not ours: found from there. */
interface Exceljs {
  readonly stream: {
    readonly xlsx: {
      readonly WorkbookReader: new (
        file: string,
        options: Readonly<Record<string, string>>,
      ) => AsyncIterable<AsyncIterable<{ readonly values: readonly unknown[] }>>;
    };
  };
}

/** The same workbook through exceljs's streaming reader, for comparison. */
export const readingXlsxExceljs: BenchmarkCase = {
  name: 'reading-xlsx-exceljs',
  title: "reading XLSX, exceljs's stream",
  setUp: ({ files }) => {
    const require = createRequire(import.meta.resolve('@solarproof-import/result-xlsx'));
    const exceljs: Exceljs = require('exceljs');
    const options = { worksheets: 'emit', sharedStrings: 'cache', styles: 'cache', hyperlinks: 'ignore' };
    const run = async () => {
      let rows = -1;
      for await (const sheet of new exceljs.stream.xlsx.WorkbookReader(files.xlsx, options)) {
        for await (const row of sheet) if (row.values.length > 0) rows += 1;
      }
      return { rows };
    };
    return Promise.resolve({ run });
  },
};
