import { mergeRows, type MergedRow } from './merge-rows.js';
import type { OwnRow } from './own-page.js';
import type { KnownRow, OwnTable } from './own-table.js';

/** The two tables of a result workbook. */
export interface OwnTables {
  readonly labels: readonly string[];
  readonly results: OwnTable;
  readonly fix: OwnTable;
}

/** A row of the workbook, both tables together. */
export type JoinedRow =
  | (Pick<OwnRow, 'cells' | 'issues' | 'previous' | 'check'> & {
      readonly kind: 'row' | 'added';
      readonly number: number;
      /** Where it stands in both tables: the two, and what they disagree about. */
      readonly both?: { readonly results: KnownRow; readonly fix: KnownRow } & Pick<MergedRow, 'disagreeing'>;
    })
  /** In `Fix and re-import` alone: deleted from `Results`. */
  | { readonly kind: 'left-out'; readonly fix: KnownRow };

/** All rows by rising number, those that the user added at the end, numbered on. Both tables are read side by side. */
export async function* joinTables({ labels, results, fix }: OwnTables): AsyncGenerator<JoinedRow> {
  const fixes = fix.known();
  try {
    let next = await fixes.next();
    for await (const row of results.known()) {
      for (; !next.done && next.value.number < row.number; next = await fixes.next())
        yield { kind: 'left-out', fix: next.value };
      if (!next.done && next.value.number === row.number) {
        yield joined(row, next.value, labels);
        next = await fixes.next();
      } else yield { kind: 'row', ...row };
    }
    for (; !next.done; next = await fixes.next()) yield { kind: 'left-out', fix: next.value };
  } finally {
    await fixes.return(undefined);
  }
  let number = Math.max(results.last, fix.last, 1);
  for (const table of [results, fix])
    for await (const row of table.added()) yield { kind: 'added', ...row, number: (number += 1) };
}

function joined(results: KnownRow, fix: KnownRow, labels: readonly string[]): JoinedRow {
  const { cells, issues, disagreeing } = mergeRows(results, fix, labels);
  const check = fix.check ?? results.check;
  return {
    kind: 'row',
    number: results.number,
    cells,
    issues,
    ...(check === undefined ? {} : { check }),
    ...(results.previous === undefined ? {} : { previous: results.previous }),
    both: { results, fix, disagreeing },
  };
}
