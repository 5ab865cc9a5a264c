import { IssueGroups } from '../issues/issue-groups.js';
import { outcomeIssues, warningsBeside } from './issues-of.js';
import type { Mapping } from '../mapping/mapping.js';
import type { ResultColumn } from '../model/result-book.js';
import type { AlreadyImported } from '../model/outcome.js';
import type { RawRow } from '../model/raw-row.js';
import { createRowCheck, type SendableRow } from './check-row.js';
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

/** Tells what the account's ledger has for a row that is ready; `undefined` where it has no customer. */
export type Recall = (row: SendableRow) => Promise<AlreadyImported | undefined>;

/** Checks every row, in one pass and little memory. @param recall default: nothing is known @throws what the source throws */
export async function planRows(
  rows: AsyncIterable<RawRow>,
  mapping: Mapping,
  recall?: Recall,
): Promise<Plan> {
  const check = createRowCheck(mapping);
  const found = { ready: 0, invalid: 0, duplicate: 0, skipped: 0, alreadyImported: 0 };
  const groups = new IssueGroups();
  const samples: string[][] = mapping.columns.map(() => []);
  let changedRows = 0;
  let warnedRows = 0;
  for await (const raw of rows) {
    const checked = check(raw);
    const known = checked.kind === 'ready' ? await recall?.(checked) : undefined;
    found[known === undefined ? checked.kind : 'alreadyImported'] += 1;
    if (checked.kind !== 'skipped' && checked.changes.length > 0) changedRows += 1;
    const outcome = checkOutcome(checked, known);
    const ofOutcome = outcomeIssues(raw, outcome, mapping);
    const warnings = warningsBeside(ofOutcome, raw, mapping);
    groups.add(outcome.status, ofOutcome);
    groups.add('warning', warnings);
    if (warnings.length > 0 && (outcome.status === 'ready' || outcome.status === 'duplicate'))
      warnedRows += 1;
    addSamples(samples, raw.cells);
  }
  const total = Object.values(found).reduce((sum, count) => sum + count, 0);
  return {
    counts: { rows: total, ...found },
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
