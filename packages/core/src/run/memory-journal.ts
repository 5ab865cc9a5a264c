import { BugError } from '../errors.js';
import type { Outcome } from '../model/outcome.js';
import type { Journal } from '../ports.js';

/** A journal that lasts as long as the process: enough for a check, for tests, and for a run nobody needs to resume. */
export function memoryJournal(): Journal {
  const begun = new Map<number, number>();
  const settled = new Map<number, Outcome>();
  return {
    begin: ({ row }) => {
      const outcome = settled.get(row);
      if (outcome !== undefined) return Promise.resolve({ kind: 'settled', outcome });
      if (begun.has(row))
        return Promise.reject(new BugError('ROW_BEGUN_TWICE', `row ${row} is being sent already`));
      begun.set(row, 1);
      return Promise.resolve({ kind: 'claimed', attempt: 1 });
    },
    release: (row) => {
      begun.delete(row);
      return Promise.resolve();
    },
    settle: (row, outcome) => {
      begun.delete(row);
      settled.set(row, outcome);
      return Promise.resolve();
    },
    outcomeOf: (row) =>
      Promise.resolve(
        settled.get(row) ?? (begun.has(row) ? { status: 'unconfirmed', reason: 'program-ended' } : undefined),
      ),
  };
}
