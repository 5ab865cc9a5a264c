import {
  createRowCheck,
  IssueGroups,
  issuesOf,
  outcomeIssues,
  runRows,
  StatusTally,
  type RunContext,
  type RunRowsOptions,
  type StatusCounts,
} from '@solarproof-import/core';
import type { PreparedFile } from './prepare-file.js';
import { tellRow } from './tell-events.js';

/** What the sending came to. */
export interface Sent {
  /** Of the rows that were told; where the sending broke off, not all. */
  readonly counts: StatusCounts;
  readonly groups: IssueGroups;
  /** Rows that exist in Solar Proof under another name. */
  readonly otherNames: number;
  /** What broke it off: the source, the journal. Customers may exist by then, so it is kept for the end. */
  readonly failure?: { readonly error: unknown };
}

/** Sends what is ready and tells of every row. Never throws: what fails stops the run and is handed back. */
export async function sendRows(
  prepared: PreparedFile,
  context: RunContext,
  { concurrency, maxErrors }: Pick<RunRowsOptions, 'concurrency' | 'maxErrors'>,
): Promise<Sent> {
  const { mapping, onEvent } = prepared;
  const tally = new StatusTally();
  const groups = new IssueGroups();
  let otherNames = 0;
  const sending = runRows(prepared.rows(), context, {
    check: createRowCheck(mapping),
    concurrency,
    maxErrors,
    onOutcome: (checked, outcome) => {
      const { raw } = checked;
      tally.add(outcome);
      groups.add(outcome.status, outcomeIssues(raw, outcome, mapping));
      if ('otherName' in outcome && outcome.otherName) otherNames += 1;
      tellRow(onEvent, { row: raw.row, outcome, issues: issuesOf(checked, outcome, mapping) });
    },
  });
  try {
    await sending;
    return { counts: tally.counts, groups, otherNames };
  } catch (error) {
    context.control.stop({ kind: 'failed' });
    return { counts: tally.counts, groups, otherNames, failure: { error } };
  }
}
