import type { Report } from '@solarproof-import/importer';
import type { CaseDone } from './benchmark-case.js';

/** What a check or run came to. @throws where there is no workbook or a row is not settled: that was another job */
export function doneWith({ counts, prepared, result }: Report): CaseDone {
  const { rows } = prepared.plan.counts;
  const unsettled = (counts['not-sent'] ?? 0) + (counts.unconfirmed ?? 0) + (counts.rejected ?? 0);
  if (result instanceof Error) throw result;
  if (unsettled > 0) throw new Error(`${unsettled} of ${rows} rows were not created`);
  return { rows };
}
