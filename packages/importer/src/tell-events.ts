import path from 'node:path';
import { ResultError, type EventListener, type Issue, type Outcome } from '@solarproof-import/core';
import type { Report } from './report.js';

/** Tells of one row and what became of it. */
export function tellRow(
  onEvent: EventListener | undefined,
  { row, outcome, issues }: { row: number; outcome: Outcome; issues: readonly Issue[] },
): void {
  const customerId = 'customerId' in outcome ? outcome.customerId : undefined;
  onEvent?.({
    event: 'row',
    row,
    status: outcome.status,
    ...(customerId === undefined ? {} : { customerId }),
    ...(issues.length > 0 ? { issues } : {}),
  });
}

/** Tells how a check or run ended, the workbook's path made absolute for whoever reads it elsewhere. */
export function tellFinished(
  onEvent: EventListener | undefined,
  ended: Pick<Report, 'counts' | 'seconds' | 'result' | 'exitCode'> & { readonly runId: string },
): void {
  const { runId, counts, seconds, result, exitCode } = ended;
  const results = result instanceof ResultError ? {} : { results: path.resolve(result.path) };
  onEvent?.({ event: 'run-finished', runId, counts, seconds, ...results, exitCode });
}
