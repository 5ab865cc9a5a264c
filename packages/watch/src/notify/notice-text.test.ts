import fc from 'fast-check';
import { rowStatuses } from '@solarproof-import/importer';
import { expect, test } from 'vitest';
import { sampleNotice } from '../../test/sample-notice.js';
import { noticeKinds, type Notice, type NoticeKind } from './notice.js';
import { noticeText } from './notice-text.js';
import { columnsOf, wrapToColumns } from './text-columns.js';

test('a notice reads like a letter', () => {
  expect(noticeText(sampleNotice)).toEqual({
    subject: 'Solar Proof import: 3 rows need attention in customers.xlsx',
    text: `customers.xlsx was imported: 97 of 100 customers are in Solar Proof now, 3 rows need attention.

What to do:
  Open done/customers.result.xlsx, correct the sheet "Fix and re-import", save it into inbox/.

Folder:   /srv/share/solar imports
File:     done/customers.xlsx
Results:  done/customers.result.xlsx
Account:  default at solarproof.com.au
Run:      20260302-090000-7f3a9c
Code:     ROWS_NEED_ATTENTION

Rows, by what the column "Import: Status" of the results says:
         97  created           now a customer in Solar Proof
          2  invalid           has to be corrected; was not sent
          1  rejected          refused by Solar Proof; has to be corrected

Told by solarproof-import on front-desk-3f2a9c, 2026-03-02 09:00 UTC. Counts and paths only, never
customers' data.
`,
  });
});

const least = (kind: NoticeKind): Notice => ({
  kind,
  at: new Date(0),
  folder: '/srv/share',
  account: 'north at example.com',
  watcher: 'front-desk-3f2a9c',
  message: 'It is so.',
});

test('what a notice has not is not spoken of', () => {
  expect(noticeText(least('service-down')).text).toBe(`It is so.

Folder:   /srv/share
Account:  north at example.com

Told by solarproof-import on front-desk-3f2a9c, 1970-01-01 00:00 UTC. Counts and paths only, never
customers' data.
`);
});

test('every kind has a subject of its own, also where no file is named', () => {
  const kinds = Object.keys(noticeKinds) as NoticeKind[];
  const subjects = kinds.map((kind) => noticeText(least(kind)).subject);
  expect(new Set(subjects).size).toBe(kinds.length);
  expect(subjects.join('\n')).not.toContain('undefined');
});

test('one row is not called rows, and a name alone stands in the subject', () => {
  const one = { ...sampleNotice, counts: { unconfirmed: 1 }, file: 'review/a/b.csv' };
  expect(noticeText(one).subject).toBe('Solar Proof import: 1 row needs attention in b.csv');
});

test('a name that breaks lines or turns text round is shown, and does neither', () => {
  const file = 'done/a\r\nBcc: x@example.com\u202Exslx.\u2028\uD800.csv';
  const { subject, text } = noticeText({ ...sampleNotice, file });
  expect(subject).toBe(
    'Solar Proof import: 3 rows need attention in a\uFFFD\uFFFDBcc: x@example.com\uFFFDxslx.\uFFFD\uFFFD.csv',
  );
  expect(text.split('\n')).not.toContainEqual(expect.stringMatching(/^Bcc/));
});

test('text is cut where a word is wider than a line, between characters', () => {
  expect(wrapToColumns('ab 日本語 c', 4)).toEqual(['ab', '日本', '語 c']);
  expect(wrapToColumns('😀😀😀', 3)).toEqual(['😀', '😀', '😀']);
  expect(wrapToColumns('', 3)).toEqual(['']);
});

test('no text has a line over 100 columns, or anything that a screen would obey', () => {
  const text = fc.string({ unit: 'binary', maxLength: 400 });
  const words = fc
    .array(fc.string({ unit: 'grapheme', maxLength: 30 }), { maxLength: 20 })
    .map((all) => all.join(' '));
  const anyText = fc.oneof(text, words);
  const counts = fc.dictionary(fc.constantFrom(...rowStatuses), fc.nat(), { noNullPrototype: true });
  const notice = fc.record(
    {
      kind: fc.constantFrom(...(Object.keys(noticeKinds) as NoticeKind[])),
      at: fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
      folder: anyText,
      account: anyText,
      watcher: anyText,
      message: anyText,
      next: anyText,
      file: anyText,
      results: anyText,
      runId: anyText,
      code: anyText,
      counts,
    },
    { requiredKeys: ['kind', 'at', 'folder', 'account', 'watcher', 'message'] },
  );
  fc.assert(
    fc.property(notice, (notice) => {
      const { subject, text } = noticeText(notice);
      for (const line of [subject, ...text.split('\n')]) {
        expect(columnsOf(line)).toBeLessThanOrEqual(100);
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }
    }),
  );
});
