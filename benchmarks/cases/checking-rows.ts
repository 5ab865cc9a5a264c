import { planRows } from '@solarproof-import/core';
import type { BenchmarkCase } from '../benchmark-case.js';
import { madeMapping, madeRows } from '../made-rows.js';

/** Mapping and validation alone: rows that are in memory, no file. */
export const checkingRows: BenchmarkCase = {
  name: 'checking-rows',
  title: 'checking rows: mapping, validation',
  setUp: ({ rows }) => {
    const made = madeRows(rows);
    const run = async () => ({ rows: (await planRows(made(), madeMapping())).counts.rows });
    return Promise.resolve({ run });
  },
};
