import { join } from 'node:path';
import { ImportError, memoryJournal, type Journal, type SettledOutcome } from '@solarproof-import/core';
import { created, intentOf, sam, temporaryFolder } from '@solarproof-import/testkit';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openJournalStore } from '../src/open-journal-store.js';
import { aRun, secret } from './store-in-folder.js';

const emails = ['a@example.com', 'b@example.com', 'c@example.com'];
const rows = [2, 3, 4, 5];
const now = (): Date => new Date('2026-11-23T12:00:00Z');

const outcomes: readonly SettledOutcome[] = [
  created,
  { status: 'created', customerId: '80000', confirmed: true },
  { status: 'exists', customerId: '79459', otherName: true },
  { status: 'duplicate', of: 2 },
  { status: 'rejected', code: 'INVALID_PARAMETERS', message: 'no', field: 'phone1' },
];

/** One call of a journal. */
type Call = (journal: Journal) => Promise<unknown>;

const row = fc.constantFrom(...rows);
const intent = fc
  .record({
    row,
    email: fc.constantFrom(...emails),
    isSam: fc.boolean(),
    again: fc.boolean(),
    day: fc.nat(5),
  })
  .map(({ row, email, isSam, again, day }) =>
    intentOf({ row, email, again, at: new Date(Date.UTC(2026, 10, 1 + day)), ...(isSam ? sam : {}) }),
  );
const call: fc.Arbitrary<Call | 'reopen'> = fc.oneof(
  {
    weight: 5,
    arbitrary: intent.map(
      (intent): Call =>
        (journal) =>
          journal.begin(intent),
    ),
  },
  {
    weight: 2,
    arbitrary: row.map(
      (row): Call =>
        (journal) =>
          journal.release(row, 'settled-absent'),
    ),
  },
  {
    weight: 2,
    arbitrary: row.map(
      (row): Call =>
        (journal) =>
          journal.unconfirm(row, 'time-out'),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(row, fc.constantFrom(...outcomes), fc.option(intent, { nil: undefined })).map(
      ([row, outcome, of]): Call =>
        (journal) =>
          journal.settle(row, outcome, of),
    ),
  },
  { weight: 1, arbitrary: fc.constant('reopen' as const) },
);

/** What a call answers, in a form that two journals share. */
async function answerOf(call: Call, journal: Journal): Promise<unknown> {
  try {
    const answer = await call(journal);
    return JSON.parse(
      JSON.stringify(answer ?? null, (key, value: unknown) => (key === 'journal' ? '' : value)),
    );
  } catch (error) {
    return error instanceof ImportError ? error.code : error;
  }
}

/** All that a journal can be asked. */
async function knowledgeOf(journal: Journal): Promise<unknown> {
  const told: unknown[] = [];
  for await (const row of journal.outcomes()) told.push(row);
  for (const row of rows) {
    const attempt = await journal.attemptOf(row);
    told.push(attempt && [attempt.began, attempt.isOurs(sam.identity), attempt.isOurs(intentOf().identity)]);
  }
  for (const email of emails) {
    const { emailKey, person } = intentOf({ email });
    told.push(await journal.knownCustomer(emailKey, person));
    for (const id of ['79459', '80000']) told.push(await journal.isOfAnother(id, emailKey));
  }
  return told;
}

it('answers any calls as the journal in memory does, closed and opened in between', async () => {
  const folder = await temporaryFolder();
  let number = 0;
  const property = fc.asyncProperty(fc.array(call, { maxLength: 24 }), async (calls) => {
    number += 1;
    const options = { file: join(folder, `${number}.db`), secret, now };
    let store = openJournalStore(options);
    try {
      await store.addRun(aRun);
      const memory = memoryJournal({ runId: aRun.id, now });
      for (const call of calls) {
        if (call === 'reopen') {
          await store.close();
          store = openJournalStore(options);
          continue;
        }
        const journal = await store.journal(aRun.id);
        expect(await answerOf(call, journal)).toEqual(await answerOf(call, memory));
      }
      expect(await knowledgeOf(await store.journal(aRun.id))).toEqual(await knowledgeOf(memory));
    } finally {
      await store.close();
    }
  });
  await fc.assert(property, { numRuns: 150 });
});
