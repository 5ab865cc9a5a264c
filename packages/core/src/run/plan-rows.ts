import { IssueGroups } from '../issues/issue-groups.js';
import { outcomeIssues, warningsBeside } from './issues-of.js';
import type { Mapping } from '../mapping/mapping.js';
import type { ResultColumn } from '../model/result-book.js';
import type { RawRow } from '../model/raw-row.js';
import { createRowCheck } from './check-row.js';
import { checkOutcome } from './row-outcome.js';
import type { PlanCounts } from './run-events.js';

/** What a run would do, found by checking every row and sending none. */
export interface Plan {
  readonly counts: PlanCounts;
  /** The problems, equal ones told once. */
  readonly groups: IssueGroups;
  /** The user's columns, those included that only some rows are wide enough for. */
  readonly columns: readonly ResultColumn[];
  /** How many rows have a mended value. */
  readonly changedRows: number;
  /** How many rows the reader warns of that can be sent all the same. */
  readonly warnedRows: number;
}

const samplesPerColumn = 3;

/** Checks every row, in one pass and little memory. @throws what the source throws */
export async function planRows(rows: AsyncIterable<RawRow>, mapping: Mapping): Promise<Plan> {
  const check = createRowCheck(mapping);
  const found = { ready: 0, invalid: 0, duplicate: 0, skipped: 0 };
  const groups = new IssueGroups();
  const samples: string[][] = mapping.columns.map(() => []);
  let changedRows = 0;
  let warnedRows = 0;
  for await (const raw of rows) {
    const checked = check(raw);
    found[checked.kind] += 1;
    if (checked.kind !== 'skipped' && checked.changes.length > 0) changedRows += 1;
    const outcome = checkOutcome(checked);
    const ofOutcome = outcomeIssues(raw, outcome, mapping);
    const warnings = warningsBeside(ofOutcome, raw, mapping);
    groups.add(outcome.status, ofOutcome);
    groups.add('warning', warnings);
    if (warnings.length > 0 && (checked.kind === 'ready' || checked.kind === 'duplicate')) warnedRows += 1;
    addSamples(samples, raw.cells);
  }
  const total = found.ready + found.invalid + found.duplicate + found.skipped;
  return {
    counts: { rows: total, ...found, alreadyImported: 0 },
    groups,
    columns: resultColumns(mapping, samples),
    changedRows,
    warnedRows,
  };
}

function addSamples(samples: string[][], cells: readonly string[]): void {
  for (const [column, cell] of cells.entries()) {
    const ofColumn = (samples[column] ??= []);
    if (ofColumn.length < samplesPerColumn && cell.trim() !== '') ofColumn.push(cell);
  }
}

function resultColumns(mapping: Mapping, samples: readonly string[][]): ResultColumn[] {
  return samples.map((ofColumn, column) => ({
    ...(mapping.columns[column] ?? { column, label: '' }),
    samples: ofColumn,
  }));
}
