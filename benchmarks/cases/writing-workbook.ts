import path from 'node:path';
import {
  checkOutcome,
  describeIssue,
  describeRule,
  planRows,
  resultRows,
  StatusTally,
  type CheckedRow,
  type Outcome,
  type ResultBook,
  type ResultRow,
  type ResultSummary,
} from '@solarproof-import/core';
import { openResultWorkbook } from '@solarproof-import/result-xlsx';
import type { BenchmarkCase } from '../benchmark-case.js';
import { madeMapping, madeRows } from '../made-rows.js';

const different = 2_000;

/** The result workbook alone: of a run whose rows are in memory, a few over and over. */
export const writingWorkbook: BenchmarkCase = {
  name: 'writing-workbook',
  title: 'writing the workbook',
  setUp: async ({ rows, folder }) => {
    const book = await madeBook(rows);
    const paths = [path.join(folder, 'customers.result.xlsx')];
    const run = async () => {
      await openResultWorkbook({ paths, describeIssue, describeRule }).write(book);
      return { rows };
    };
    return { run };
  },
};

async function madeBook(count: number): Promise<ResultBook> {
  const mapping = madeMapping();
  const made = madeRows(Math.min(different, count));
  const { columns } = await planRows(made(), mapping);
  const pool: ResultRow[] = [];
  for await (const row of resultRows(made(), mapping, sentOutcome)) pool.push(row);
  const tally = new StatusTally();
  let changedRows = 0;
  for (const { outcome, changes } of repeated(pool, count)) {
    tally.add(outcome);
    if (changes.length > 0) changedRows += 1;
  }
  return {
    columns,
    changedRows,
    summary: { ...summary, rows: count, counts: tally.counts },
    async *rows() {
      yield* repeated(pool, count);
    },
  };
}

function* repeated(pool: readonly ResultRow[], count: number): Generator<ResultRow> {
  for (let index = 0; index < count; index += 1) {
    const row = pool[index % pool.length];
    if (row) yield { ...row, raw: { ...row.raw, row: index + 2 } };
  }
}

function sentOutcome(checked: CheckedRow): Outcome {
  return checked.kind === 'ready'
    ? { status: 'created', customerId: String(79_000 + checked.raw.row) }
    : checkOutcome(checked);
}

const summary: Omit<ResultSummary, 'rows' | 'counts'> = {
  kind: 'run',
  file: 'customers.csv',
  sheet: '',
  headerRow: 1,
  account: { name: 'default', host: 'api.example.com' },
  runId: '20261123-061500-7f3a9c',
  started: new Date('2026-11-23T06:15:00Z'),
  seconds: 4.9,
  next: [],
  mended: [],
  leftOut: [],
};
