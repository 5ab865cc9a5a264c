import { BugError } from '../errors.js';
import type { Outcome } from '../model/outcome.js';
import type { Journal } from '../ports.js';

const begun: Outcome = { status: 'unconfirmed', reason: 'program-ended' };

/** A journal that lasts as long as the process: enough for a check, for tests, and for a run nobody needs to resume. */
export function memoryJournal(): Journal {
  const known = new Map<number, Outcome>();
  return {
    begin: ({ row }) => {
      const outcome = known.get(row);
      if (outcome === begun)
        return Promise.reject(new BugError('ROW_BEGUN_TWICE', `row ${row} is being sent already`));
      if (outcome !== undefined) return Promise.resolve({ kind: 'settled', outcome });
      known.set(row, begun);
      return Promise.resolve({ kind: 'claimed' });
    },
    release: (row) => {
      known.delete(row);
      return Promise.resolve();
    },
    unconfirm: (row, reason) => {
      known.set(row, { status: 'unconfirmed', reason });
      return Promise.resolve();
    },
    settle: (row, outcome) => {
      known.set(row, outcome);
      return Promise.resolve();
    },
    outcomeOf: (row) => Promise.resolve(known.get(row)),
    outcomes: async function* () {
      for (const row of [...known.keys()].sort((a, b) => a - b)) {
        const outcome = known.get(row);
        if (outcome) yield [row, outcome] as const;
      }
    },
  };
}
