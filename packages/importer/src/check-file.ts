import {
  checkOutcome,
  createRowCheck,
  exitCodeOf,
  issuesOf,
  type EventListener,
  type OutcomeSource,
  type PlanCounts,
  type StatusCounts,
} from '@solarproof-import/core';
import { withResult } from './import-file.js';
import { prepareFile, type FileOptions, type PreparedFile } from './prepare-file.js';
import { untilAborted } from './until-aborted.js';
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
  const outcomeOf = checkedBy(prepared);
  const counts = statusCounts(plan.counts);
  const seconds = secondsSince(prepared.begun, clock);
  const result = await writeResults(prepared, { kind: 'check', counts, seconds, outcomeOf }, options);
  const exitCode = withResult(exitCodeOf(counts), result);
  tellFinished(onEvent, { runId, counts, seconds, result, exitCode });
  return {
    kind: 'check',
    prepared,
    counts,
    groups: plan.groups,
    otherNames: 0,
    resumable: false,
    result,
    seconds,
    exitCode,
  };
}

async function tellRows(prepared: PreparedFile, onEvent: EventListener): Promise<void> {
  const { mapping } = prepared;
  const check = createRowCheck(mapping);
  const outcomeOf = checkedBy(prepared);
  for await (const raw of prepared.rows()) {
    const checked = check(raw);
    const outcome = await outcomeOf(checked);
    tellRow(onEvent, { row: raw.row, outcome, issues: issuesOf(checked, outcome, mapping) });
  }
}

/** What a check makes of a row: by the row itself and by what the account's ledger knows of its e-mail. */
function checkedBy({ recall }: Pick<PreparedFile, 'recall'>): OutcomeSource {
  return async (checked) =>
    checkOutcome(checked, checked.kind === 'ready' ? await recall?.(checked) : undefined);
}

function statusCounts({ ready, invalid, duplicate, skipped, alreadyImported }: PlanCounts): StatusCounts {
  const all = Object.entries({ ready, 'already-imported': alreadyImported, invalid, duplicate, skipped });
  return Object.fromEntries(all.filter(([, count]) => count > 0));
}
