import { IssueGroups } from '../issues/issue-groups.js';
import { MendGroups } from '../issues/mend-groups.js';
import { outcomeIssues, warningsBeside } from './issues-of.js';
import { columnFeeds } from '../mapping/column-feeds.js';
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
  /** What rules did, and what likely ones would do, each told once. */
  readonly mends: MendGroups;
  /** Rows between the header and the last row that are blank. */
  readonly blankRows: number;
  readonly hiddenRows: number;
  /** Where another table begins below this one; left out where none does. */
  readonly otherTable?: { readonly row: number; readonly rows: number };
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
  const mends = new MendGroups();
  const samples: string[][] = mapping.columns.map(() => []);
  const seen = { changedRows: 0, warnedRows: 0, hiddenRows: 0 };
  const other = { row: 0, rows: 0 };
  let last = mapping.headerRow;
  for await (const raw of rows) {
    last = raw.row;
    if (raw.isHidden) seen.hiddenRows += 1;
    const checked = check(raw);
    const known = checked.kind === 'ready' ? await recall?.(checked) : undefined;
    found[known === undefined ? checked.kind : 'alreadyImported'] += 1;
    if (checked.kind !== 'skipped') {
      if (checked.changes.length > 0) seen.changedRows += 1;
      mends.add(checked, checked.kind !== 'invalid');
    } else if (checked.reason === 'other-table') {
      other.row ||= raw.row;
      other.rows += 1;
    }
    const outcome = checkOutcome(checked, known);
    const ofOutcome = outcomeIssues(raw, outcome, mapping);
    const warnings = warningsBeside(ofOutcome, checked, mapping);
    groups.add(outcome.status, ofOutcome);
    groups.add('warning', warnings);
    if (warnings.length > 0 && (outcome.status === 'ready' || outcome.status === 'duplicate'))
      seen.warnedRows += 1;
    addSamples(samples, raw.cells);
  }
  const total = Object.values(found).reduce((sum, count) => sum + count, 0);
  return {
    counts: { rows: total, ...found },
    groups,
    mends,
    columns: resultColumns(mapping, samples),
    ...seen,
    blankRows: Math.max(0, last - mapping.headerRow - total),
    ...(other.row === 0 ? {} : { otherTable: other }),
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
    ...resultColumn(mapping, column),
    samples: ofColumn,
  }));
}

function resultColumn(mapping: Mapping, column: number): Omit<ResultColumn, 'samples'> {
  const mapped = mapping.columns[column];
  const field = mapping.recipe.fed.get(column);
  if (mapped === undefined) return { column, label: '' };
  const { label, matchedBy } = mapped;
  const feeds = columnFeeds(mapping, column);
  return {
    column,
    label,
    ...(field === undefined ? {} : { field }),
    ...(feeds.length > 1 ? { feeds } : {}),
    ...(matchedBy === undefined ? {} : { matchedBy }),
  };
}
