import { rowStatuses } from '@solarproof-import/core';
import type {
  Issue,
  Outcome,
  ResultBook,
  ResultColumn,
  ResultRow,
  ResultSummary,
  RowStatus,
} from '@solarproof-import/core';

/** A row of a result; what is left out: no cells, created as customer 7000 + row, no issues, no changes. */
export function resultRow(
  row: number,
  parts: Partial<Omit<ResultRow, 'raw'>> & { cells?: string[] } = {},
): ResultRow {
  const { cells = [], outcome = { status: 'created', customerId: String(7000 + row) } satisfies Outcome } =
    parts;
  return { raw: { row, cells }, outcome, issues: parts.issues ?? [], changes: parts.changes ?? [] };
}

/** A cell's error, with its field where there is one. */
export function cellError(
  code: string,
  place: Issue['place'],
  parts: Pick<Issue, 'field' | 'values'> = {},
): Issue {
  return { code, level: 'error', place, ...parts };
}

/** A result of these rows, counts and all as they are; a run's unless the summary says else. */
export function resultBook(
  rows: readonly ResultRow[],
  parts: { readonly columns?: readonly ResultColumn[]; readonly summary?: Partial<ResultSummary> } = {},
): ResultBook {
  return {
    columns: parts.columns ?? [],
    changedRows: rows.filter(({ changes }) => changes.length > 0).length,
    summary: { ...plainSummary, rows: rows.length, counts: countsOf(rows), ...parts.summary },
    async *rows() {
      yield* rows;
    },
  };
}

const plainSummary: Omit<ResultSummary, 'rows' | 'counts'> = {
  kind: 'run',
  file: 'customers.xlsx',
  sheet: 'Customers',
  headerRow: 1,
  account: { name: 'default', host: 'api.example.com' },
  runId: '20261123-061500-k3v9',
  started: new Date('2026-11-23T06:15:00Z'),
  seconds: 4.9,
  next: [],
  mended: [],
  leftOut: [],
};

function countsOf(rows: readonly ResultRow[]): Partial<Record<RowStatus, number>> {
  const counts: Partial<Record<RowStatus, number>> = {};
  for (const status of rowStatuses) {
    const count = rows.filter(({ outcome }) => outcome.status === status).length;
    if (count > 0) counts[status] = count;
  }
  return counts;
}
