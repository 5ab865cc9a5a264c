import {
  checkOutcome,
  createRowCheck,
  exitCodeOf,
  issuesOf,
  StatusTally,
  type CheckedRow,
} from '@solarproof-import/core';
import { prepareFile, type FileOptions, type PreparedFile } from './prepare-file.js';
import type { Report } from './report.js';
import { secondsSince } from './seconds-since.js';
import { tellFinished, tellRow } from './tell-events.js';
import { writeResults, type ResultOptions } from './write-results.js';

/** Checks a file and writes the workbook that says what a run would do. @throws as `prepareFile` */
export async function checkFile(file: string, options: FileOptions & ResultOptions): Promise<Report> {
  const prepared = await prepareFile(file, options);
  try {
    return await checkPrepared(prepared, options);
  } finally {
    await prepared.close();
  }
}

/** The part of a check after the preparation: tells every row and writes the workbook. */
export async function checkPrepared(prepared: PreparedFile, options: ResultOptions): Promise<Report> {
  const { clock, mapping, onEvent, plan, runId } = prepared;
  const begun = clock.monotonic();
  const tally = new StatusTally();
  const check = createRowCheck(mapping);
  for await (const raw of prepared.rows()) {
    const outcome = checkOutcome(check(raw));
    tally.add(outcome);
    tellRow(onEvent, { row: raw.row, outcome, issues: issuesOf(raw, outcome, mapping) });
  }
  const { counts } = tally;
  const seconds = secondsSince(begun, clock);
  const ending = {
    kind: 'check',
    counts,
    seconds,
    outcomeOf: (checked: CheckedRow) => checkOutcome(checked),
  } as const;
  const result = await writeResults(prepared, ending, options);
  const exitCode = exitCodeOf(counts);
  tellFinished(onEvent, { runId, counts, seconds, result, exitCode });
  return { kind: 'check', prepared, counts, groups: plan.groups, result, seconds, exitCode };
}
