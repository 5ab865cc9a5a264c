import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emailKey, type EmailKey } from '../model/email-key.js';
import { hashLanes, hashText } from '../text-hash.js';
import { createSeenEmails, type SeenEmails } from './seen-emails.js';

/** What the memory must answer, in the plainest way. */
function createPlainMemory(): SeenEmails {
  const seen = new Map<EmailKey, { readonly first: number; row: number; readonly person: string }>();
  return {
    note: (email, person, row) => {
      const earlier = seen.get(email);
      if (earlier === undefined) {
        seen.set(email, { first: row, row, person });
        return undefined;
      }
      const isSamePerson = earlier.person === person;
      const answer = { first: earlier.first, row: earlier.row, isSamePerson };
      if (isSamePerson) earlier.row = row;
      return answer;
    },
  };
}

const few = fc.constantFrom('a@example.com', 'b@example.com', 'ab@example.com', 'ba@example.com', '');
const noted = fc.record({
  email: fc.oneof(few, fc.emailAddress(), fc.string({ unit: 'binary' })).map(emailKey),
  person: fc.oneof(fc.constantFrom('jo\0citizen', 'sam\0citizen', ''), fc.string()),
  row: fc.integer({ min: 1, max: 2 ** 31 }),
});

test('every list of rows is answered as a plain memory of texts answers it', () => {
  fc.assert(
    fc.property(fc.array(noted, { maxLength: 200 }), (rows) => {
      const memory = createSeenEmails();
      const plain = createPlainMemory();
      for (const { email, person, row } of rows) {
        expect(memory.note(email, person, row)).toEqual(plain.note(email, person, row));
      }
    }),
  );
});

test('50,000 e-mails are told apart, and each is known again', () => {
  const memory = createSeenEmails();
  const emails = Array.from({ length: 50_000 }, (_, n) => emailKey(`customer.${n}@example.com`));
  expect(emails.filter((email, n) => memory.note(email, `jo\0${n}`, n + 2) !== undefined)).toEqual([]);
  const wrong = emails.filter((email, n) => {
    const seen = memory.note(email, n % 2 === 0 ? `jo\0${n}` : 'sam', 60_000 + n);
    return !(seen?.first === n + 2 && seen.row === n + 2 && seen.isSamePerson === (n % 2 === 0));
  });
  expect(wrong).toEqual([]);
});

test('e-mails that all want the same place are told apart, at the end of the places too', () => {
  const memory = createSeenEmails();
  const lanes = hashLanes();
  const emails = Array.from({ length: 100_000 }, (_, n) => emailKey(`customer.${n}@example.com`)).filter(
    (email) => {
      hashText(email, lanes);
      return ((lanes[0] ?? 0) & 1023) === 1023;
    },
  );
  expect(emails.length).toBeGreaterThan(80);
  expect(emails.map((email, n) => memory.note(email, 'jo', n + 1))).toEqual(emails.map(() => undefined));
  expect(emails.map((email, n) => memory.note(email, 'jo', 1_000 + n)?.row)).toEqual(
    emails.map((_, n) => n + 1),
  );
});

test('e-mails that want the same place for good, since their first lanes are alike, are told apart', () => {
  const lanes = hashLanes();
  const byLane = new Map<number, EmailKey>();
  const pairs: (readonly [EmailKey, EmailKey])[] = [];
  for (let n = 0; n < 200_000; n += 1) {
    const email = emailKey(`customer.${n}@example.com`);
    hashText(email, lanes);
    const other = byLane.get(lanes[0] ?? 0);
    if (other === undefined) byLane.set(lanes[0] ?? 0, email);
    else pairs.push([other, email]);
  }
  expect(pairs.length).toBeGreaterThan(0);
  for (const [one, other] of pairs) {
    const { note } = createSeenEmails();
    expect([note(one, 'jo', 2), note(other, 'jo', 3)]).toEqual([undefined, undefined]);
  }
});

test('the row told is the latest of the person who had the e-mail first', () => {
  const { note } = createSeenEmails();
  const jo = emailKey('jo@example.com');
  expect([
    note(jo, 'jo', 2),
    note(jo, 'sam', 3),
    note(jo, 'jo', 4),
    note(jo, 'sam', 5),
    note(jo, 'jo', 2 ** 31),
    note(jo, 'jo', 7),
  ]).toEqual([
    undefined,
    { first: 2, row: 2, isSamePerson: false },
    { first: 2, row: 2, isSamePerson: true },
    { first: 2, row: 4, isSamePerson: false },
    { first: 2, row: 4, isSamePerson: true },
    { first: 2, row: 2 ** 31, isSamePerson: true },
  ]);
});
