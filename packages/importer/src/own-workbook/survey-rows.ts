import { joinTables, type JoinedRow, type OwnTables } from './join-tables.js';
import { isCorrected } from './merge-rows.js';
import { cellName } from './own-page.js';
import type { KnownRow } from './own-table.js';
import { deletedAndCorrected, cellsDisagree, type Disagreement } from './refusals.js';

/** What was done to a result workbook before it was fed back. */
export interface OwnSurvey {
  /** Rows that it gives. */
  readonly rows: number;
  /** Of them: rows of which a cell is other than it was written, as far as that can be told. */
  readonly corrected: number;
  /** Of them: rows that the user added. */
  readonly added: number;
  /** Numbers of rows that were deleted from `Results`, and not from `Fix and re-import`. */
  readonly leftOut: readonly number[];
}

/**
 * Goes through all rows once, so that what nobody can decide is found before anything is sent.
 * @throws SourceError where a cell was changed in both sheets differently, or a row deleted in one and corrected in the other
 */
export async function surveyRows(tables: OwnTables): Promise<OwnSurvey> {
  const disagreements: Disagreement[] = [];
  const leftOut: number[] = [];
  let [rows, corrected, added] = [0, 0, 0];
  for await (const row of joinTables(tables)) {
    if (row.kind === 'left-out') {
      refuseCorrected(row.fix, tables.labels);
      leftOut.push(row.fix.number);
      continue;
    }
    rows += 1;
    if (row.kind === 'added') added += 1;
    else if (isCorrected(row.cells, row.check, tables.labels)) corrected += 1;
    disagreements.push(...disagreementsOf(row));
  }
  if (disagreements.length > 0) throw cellsDisagree(disagreements);
  return { rows, corrected, added, leftOut };
}

function refuseCorrected(fix: KnownRow, labels: readonly string[]): void {
  if (fix.check !== undefined && !isCorrected(fix.cells, fix.check, labels)) return;
  throw deletedAndCorrected(fix.number, cellName(fix, 0));
}

function disagreementsOf(row: Exclude<JoinedRow, { kind: 'left-out' }>): readonly Disagreement[] {
  if (row.both === undefined) return [];
  const { results, fix, disagreeing } = row.both;
  return disagreeing.map((column) => ({
    results: cellName(results, column),
    fix: cellName(fix, column),
    known: row.check !== undefined,
  }));
}
