import type { Outcome, RawRow } from '@solarproof-import/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { customerRow, runInMemory, type InMemoryResult, type InMemoryRun } from './in-memory-run.js';

// A 429 or a refusal says that nothing was stored: a server that stores all the same is beyond anybody's help.
const honest = ['429:before', '500-invalid-parameters:before', 'php-warning:after'];
const unclear = [
  'reset',
  'hang',
  '500-html',
  '200-empty',
  'truncated',
  '503-html',
  '403-html',
  'redirect',
].flatMap((kind) => ['before', 'after', 'late=60000'].map((when) => `${kind}:${when}`));
const createFault = fc
  .tuple(fc.constantFrom(...honest, ...unclear), fc.integer({ min: 1, max: 30 }))
  .map(([fault, n]) => `${fault}:create=${n}`);
const unclearReadings = [
  'reset',
  'hang',
  '500-html',
  '429',
  '200-empty',
  'truncated',
  '403-html',
  'other-email',
];
const lookUpFault = fc
  .tuple(fc.constantFrom(...unclearReadings), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 4 }))
  .map(([kind, n, times]) => `${kind}:look-up=${n}:times=${times}`);
const listFault = fc
  .tuple(fc.constantFrom('reset', '500-html', '429', '200-empty'), fc.integer({ min: 1, max: 3 }))
  .map(([kind, n]) => `${kind}:list=${n}`);
const people = fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.boolean()), { maxLength: 30 });

const rowsOf = (list: readonly (readonly [person: number, valid: boolean])[]): RawRow[] =>
  list.map(([person, valid], index) =>
    customerRow(index + 2, { 0: `P${person}`, 2: `p${person}@example.com`, ...(valid ? {} : { 3: '12' }) }),
  );

/** What is told of each e-mail: its rows' outcomes. */
function toldOf(rows: readonly RawRow[], outcomes: InMemoryResult['outcomes']): Map<string, Outcome[]> {
  const told = new Map<string, Outcome[]>();
  for (const { row, cells } of rows) {
    const outcome = outcomes.get(row);
    if (outcome) told.set(cells[2] ?? '', [...(told.get(cells[2] ?? '') ?? []), outcome]);
  }
  return told;
}

function expectTruth(rows: readonly RawRow[], { outcomes, sandbox, told }: InMemoryResult): void {
  expect(
    [...told].sort((a, b) => a - b),
    'each row is told once',
  ).toEqual(rows.map(({ row }) => row));
  const emails = sandbox.customers.map(({ email }) => email);
  expect(new Set(emails).size, 'nothing is doubled').toBe(emails.length);
  const emailOf = new Map(sandbox.customers.map(({ id, email }) => [String(id), email]));
  for (const [email, ofEmail] of toldOf(rows, outcomes)) {
    for (const outcome of ofEmail) {
      const hasId = outcome.status === 'created' || outcome.status === 'exists';
      if (hasId) expect(emailOf.get(outcome.customerId), 'an ID is the ID of that e-mail').toBe(email);
    }
    const statuses = ofEmail.map(({ status }) => status);
    const admitted = statuses.some((status) => ['created', 'exists', 'unconfirmed'].includes(status));
    if (emails.includes(email))
      expect(admitted, `a stored customer is told as ${statuses.join()}`).toBe(true);
  }
}

const isOpen = ({ outcomes }: InMemoryResult): boolean =>
  [...outcomes.values()].some(({ status }) => status === 'unconfirmed' || status === 'not-sent');

/** The run, then resumes of it until nothing is open any more, if that comes to pass; each told the truth. @returns the last */
async function withResumes(run: InMemoryRun & { readonly rows: readonly RawRow[] }): Promise<InMemoryResult> {
  let last = await runInMemory(run);
  expectTruth(run.rows, last);
  for (let resumes = 0; isOpen(last) && resumes < 4; resumes += 1) {
    last = await runInMemory({ ...run, after: last });
    expectTruth(run.rows, last);
  }
  return last;
}

test.each(['not-unique', 'racy', 'unique'] as const)(
  'for every mixture of rows and faults nothing is lost, doubled or told wrong (e-mails %s)',
  async (emailRule) => {
    await fc.assert(
      fc.asyncProperty(
        people,
        fc.array(fc.oneof(createFault, lookUpFault, listFault), { maxLength: 8 }),
        fc.integer({ min: 1, max: 6 }),
        async (list, faults, concurrency) => {
          const run = {
            rows: rowsOf(list),
            faults,
            concurrency,
            sandbox: { emails: emailRule, latencyMs: 3 },
          };
          const last = await withResumes(run);
          if (isOpen(last)) return;
          const again = await runInMemory({ ...run, after: last });
          expect(again.requests, 'what is done is left alone').toEqual([]);
          expect(again.outcomes).toEqual(last.outcomes);
        },
      ),
      { numRuns: 400 },
    );
  },
);
