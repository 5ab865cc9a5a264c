import { prepareFile } from '@solarproof-import/importer';
import type { BenchmarkCase } from '../benchmark-case.js';

/** All that a check does before its workbook: private copy, reading, mapping, validation. */
export const checkingCsvPlan: BenchmarkCase = {
  name: 'checking-csv-plan',
  title: 'checking CSV, without workbook',
  setUp: ({ files }) => {
    const run = async () => {
      const prepared = await prepareFile(files.csv, { account: { name: 'default', host: '' } });
      await prepared.close();
      return { rows: prepared.plan.counts.rows };
    };
    return Promise.resolve({ run });
  },
};
