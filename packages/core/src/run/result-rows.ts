import { issuesOf } from './issues-of.js';
import type { Mapping } from '../mapping/mapping.js';
import type { Outcome } from '../model/outcome.js';
import type { ResultRow, StatusCounts } from '../model/result-book.js';
import type { RawRow } from '../model/raw-row.js';
import { createRowCheck, type CheckedRow } from './check-row.js';

/** Tells a checked row's outcome: from the check alone, or from a journal. */
export type OutcomeSource = (checked: CheckedRow) => Outcome | Promise<Outcome>;

/**
 * Every row of the source with what became of it, made anew from the source and the journal alone: what a killed run
 * leaves behind is enough.
 */
export async function* resultRows(
  rows: AsyncIterable<RawRow>,
  mapping: Mapping,
  outcomeOf: OutcomeSource,
): AsyncGenerator<ResultRow> {
  const check = createRowCheck(mapping);
  for await (const raw of rows) {
    const checked = check(raw);
    const outcome = await outcomeOf(checked);
    const changes = checked.kind === 'skipped' ? [] : checked.changes;
    yield { raw, outcome, changes, issues: issuesOf(checked, outcome, mapping) };
  }
}

/** Counts outcomes by status. */
export class StatusTally {
  readonly #counts = new Map<Outcome['status'], number>();

  add({ status }: Outcome): void {
    this.#counts.set(status, (this.#counts.get(status) ?? 0) + 1);
  }

  get counts(): StatusCounts {
    return Object.fromEntries(this.#counts);
  }
}
