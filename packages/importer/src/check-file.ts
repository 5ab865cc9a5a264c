import {
  checkOutcome,
  createRowCheck,
  exitCodeOf,
  issuesOf,
  type EventListener,
  type PlanCounts,
  type StatusCounts,
} from '@solarproof-import/core';
import { withResult } from './import-file.js';
import { prepareFile, untilAborted, type FileOptions, type PreparedFile } from './prepare-file.js';
import type { Report } from './report.js';
import { secondsSince } from './seconds-since.js';
import { tellFinished, tellRow } from './tell-events.js';
import { writeResults, type ResultOptions } from './write-results.js';

/** Checks a file and writes the workbook that says what a run would do. @throws as `prepareFile` */
export async function checkFile(file: string, options: FileOptions & ResultOptions): Promise<Report> {
  const prepared = await prepareFile(file, options);
  try {
    return await checkPrepared(prepared, options, options.signal);
  } finally {
    await prepared.close();
  }
}

/**
 * The part of a check after the preparation: tells every row, where somebody listens, and writes the workbook.
 * @param signal ends it; its reason is `'SIGINT'` or `'SIGTERM'`
 * @throws InterruptedError where the signal came first
 */
export async function checkPrepared(
  given: PreparedFile,
  options: ResultOptions,
  signal?: AbortSignal,
): Promise<Report> {
  const prepared = { ...given, rows: () => untilAborted(given.rows(), signal) };
  const { clock, onEvent, plan, runId } = prepared;
  if (onEvent) await tellRows(prepared, onEvent);
  const counts = statusCounts(plan.counts);
  const seconds = secondsSince(prepared.begun, clock);
  const result = await writeResults(
    prepared,
    { kind: 'check', counts, seconds, outcomeOf: checkOutcome },
    options,
  );
  const exitCode = withResult(exitCodeOf(counts), result);
  tellFinished(onEvent, { runId, counts, seconds, result, exitCode });
  return { kind: 'check', prepared, counts, groups: plan.groups, otherNames: 0, result, seconds, exitCode };
}

async function tellRows(prepared: PreparedFile, onEvent: EventListener): Promise<void> {
  const { mapping } = prepared;
  const check = createRowCheck(mapping);
  for await (const raw of prepared.rows()) {
    const outcome = checkOutcome(check(raw));
    tellRow(onEvent, { row: raw.row, outcome, issues: issuesOf(raw, outcome, mapping) });
  }
}

function statusCounts({ ready, invalid, duplicate, skipped }: PlanCounts): StatusCounts {
  const all = Object.entries({ ready, invalid, duplicate, skipped });
  return Object.fromEntries(all.filter(([, count]) => count > 0));
}
