import {
  exitCodeOf,
  IssueGroups,
  journaledOutcome,
  outcomeIssues,
  type CheckedRow,
  type StoredRun,
} from '@solarproof-import/core';
import { countRows, withResult } from './import-file.js';
import { prepareRun, type PrepareOptions } from './prepare-file.js';
import { untilAborted } from './until-aborted.js';
import type { Report } from './report.js';
import { secondsSince } from './seconds-since.js';
import type { State } from './state/open-state.js';
import { tellFinished } from './tell-events.js';
import { writeResults, type ResultOptions } from './write-results.js';

/**
 * Writes a run's workbook anew from its private copy and its journal: also of a run that was killed. Sends nothing.
 * @throws SettingsError where the run was purged or its files are gone, InterruptedError where the signal came first; what the
 *   journal throws
 */
export async function writeRunResults(
  run: StoredRun,
  options: PrepareOptions & ResultOptions & { readonly state: State },
): Promise<Report> {
  const read = await prepareRun(run, options);
  const prepared = { ...read, rows: () => untilAborted(read.rows(), options.signal) };
  try {
    const { clock, onEvent, runId, mapping } = prepared;
    const journal = await options.state.store.journal(runId);
    const outcomeOf = (checked: CheckedRow) => journaledOutcome(checked, journal);
    const groups = new IssueGroups();
    let otherNames = 0;
    const counts = await countRows(prepared, outcomeOf, ({ raw, outcome }) => {
      groups.add(outcome.status, outcomeIssues(raw, outcome, mapping));
      if ('otherName' in outcome && outcome.otherName) otherNames += 1;
    });
    const seconds = run.end?.seconds ?? 0;
    const ending = { kind: 'run', counts, seconds, otherNames, outcomeOf, resumable: true } as const;
    const result = await writeResults(prepared, ending, options);
    const exitCode = withResult(exitCodeOf(counts), result);
    tellFinished(onEvent, { runId, counts, seconds: secondsSince(prepared.begun, clock), result, exitCode });
    return {
      kind: 'results',
      prepared,
      counts,
      groups,
      otherNames,
      resumable: true,
      result,
      seconds,
      exitCode,
    };
  } finally {
    await prepared.close();
  }
}
