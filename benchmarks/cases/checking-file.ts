import path from 'node:path';
import type { SourceFormat } from '@solarproof-import/core';
import { checkFile } from '@solarproof-import/importer';
import type { BenchmarkCase } from '../benchmark-case.js';
import { doneWith } from '../done-with.js';

/** `check` from the file to the workbook that tells of every row. */
export function checkingFile(format: SourceFormat): BenchmarkCase {
  return {
    name: `checking-${format}`,
    title: `checking ${format.toUpperCase()}, with workbook`,
    setUp: ({ files, folder }) => {
      const output = path.join(folder, 'customers.check.xlsx');
      const account = { name: 'default', host: '' };
      return Promise.resolve({
        run: async () => doneWith(await checkFile(files[format], { account, output })),
      });
    },
  };
}
