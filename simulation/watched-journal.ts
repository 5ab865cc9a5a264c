import type { Journal } from '../packages/core/src/index.js';
import { never, type Life } from './life.js';

type Told = (say: () => string) => void;

/** A journal of which every call can be the process's last step: before it, when it is written, when it is durable. */
export function watchedJournal(journal: Journal, life: Life, trace: Told): Journal {
  const asked = async <T>(name: string, ask: () => Promise<T>): Promise<T> => {
    if (!life.step(`before ${name}`)) return never();
    const answer = await settledIn(life, ask());
    return life.isAlive ? answer : never();
  };
  const written = async <T>(name: string, write: () => Promise<T>): Promise<T> => {
    if (!life.step(`before ${name}`)) return never();
    const durable = settledIn(life, write());
    if (!life.step(`${name} is written`)) return never();
    const answer = await durable;
    trace(() => `    ${name}`);
    return life.step(`${name} is durable`) ? answer : never();
  };
  return {
    begin: async (intent) => {
      const claim = await written(`begin ${intent.row}`, () => journal.begin(intent));
      trace(
        () =>
          `    ${claim.kind}${claim.kind === 'claimed' && claim.mayHaveLanded ? ', may have landed' : ''}`,
      );
      return claim.kind === 'open-elsewhere'
        ? { ...claim, journal: watchedJournal(claim.journal, life, trace) }
        : claim;
    },
    release: (row, reason) => written(`release ${row} ${reason ?? ''}`, () => journal.release(row, reason)),
    unconfirm: (row, reason) => written(`unconfirm ${row} ${reason}`, () => journal.unconfirm(row, reason)),
    settle: (row, outcome, of) =>
      written(`settle ${row} ${outcome.status}`, () => journal.settle(row, outcome, of)),
    attemptOf: (row) => asked(`attemptOf ${row}`, () => journal.attemptOf(row)),
    outcomeOf: (row) => asked(`outcomeOf ${row}`, () => journal.outcomeOf(row)),
    knownCustomer: (emailKey, person) =>
      asked('knownCustomer', () => journal.knownCustomer(emailKey, person)),
    isOfAnother: (id, emailKey) => asked('isOfAnother', () => journal.isOfAnother(id, emailKey)),
    outcomes: () => journal.outcomes(),
  };
}

/** What fails in a dead process fails unseen. */
async function settledIn<T>(life: Life, promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    if (life.isAlive) throw error;
    return never();
  }
}
