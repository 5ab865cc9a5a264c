import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { FieldKey } from '../fields/field-key.js';
import { acceptable } from '../fields/rules.js';
import { matchLabels } from '../mapping/match-labels.js';
import { withProfile } from '../mapping/profile-options.js';
import type { Change } from '../model/change.js';
import { createRowCheck } from '../run/check-row.js';

const labels = [
  'Name',
  'First Name',
  'Surname',
  'Email',
  'Mobile',
  'Home Phone',
  'Company Phone',
  'Company',
  'Type',
  'GST',
  'State',
  'ABN',
] as const;

const words: Readonly<Record<(typeof labels)[number], readonly string[]>> = {
  Name: [
    '',
    'Smith, John',
    'Mr & Mrs Smith',
    'Bright Homes Pty Ltd',
    'Jane van Dyk',
    'Attn: Jo Lee',
    'Smith',
    'Lee T/A Lee Bees',
  ],
  'First Name': ['', 'Jane', 'Mr John', 'jane', '-', 'Jane Lee', ' Mary\u00A0Ann '],
  Surname: ['', 'Lee', 'SMITH', "O'Brien,", 'Bright Homes Pty Ltd', 'n/a'],
  Email: [
    'jo@example.com',
    'Jo <jo@example.com>',
    'mailto:jo@example.com',
    'jo@gmial.com',
    'a@example.com; b@example.com',
    'jo @example.com',
    'jo@example,com',
    '',
  ],
  Mobile: [
    '0491570006',
    '491570006',
    '+61 491 570 006',
    'm: 0491 570 006',
    '0491 570 006 / 02 5550 1234',
    '4.91570006E+08',
    '5550 1234',
    '+64 21 123 4567',
    '',
    'n/a',
  ],
  'Home Phone': ['', '(02) 5550 1234', '0491 570 006', '2 5550 1234 ext 5', '-'],
  'Company Phone': ['', '1300 975 707', '+61 1300 975 707'],
  Company: ['', 'Lee & Sons', ' ACME  P/L '],
  Type: ['', 'Residential', 'resi', '2', 'C&I', 'n/a'],
  GST: ['', 'yes', 'Not GST Registered', '1', '✓'],
  State: ['', 'NSW', 'Victoria'],
  ABN: ['', '51 824 753 556'],
};

const row = fc.tuple(
  ...labels.map((label) =>
    fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...words[label]) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
    ),
  ),
);
const accepted = fc.subarray([...acceptable]);
const defaults = fc.constantFrom<ReadonlyMap<FieldKey, string>>(
  new Map(),
  new Map([['type', 'RESIDENTIAL']]),
);

/** Each change begins where the one before it ended; the first begins with a cell, or with a value that comes from elsewhere. */
function isChain(changes: readonly Change[], cells: readonly string[]): boolean {
  return changes.every(({ before }, index) => {
    const previous = changes[index - 1]?.after;
    return before === previous || before === '' || cells.includes(before);
  });
}

it('for every row: what is sent stands in a cell, in a default, or at the end of the listed changes of its field', () => {
  let sent = 0;
  fc.assert(
    fc.property(row, accepted, defaults, (cells, accept, given) => {
      const mapping = matchLabels(
        { row: 1, cells: labels },
        '',
        withProfile(undefined, { accept, defaults: given.size > 0 ? given : new Map() }),
      );
      const checked = createRowCheck(mapping)({ row: 2, cells });
      if (checked.kind === 'skipped') return;
      const ofField = (key: string): readonly Change[] =>
        checked.changes.filter(({ field }) => field === key);
      for (const { field } of checked.changes) expect(isChain(ofField(field), cells)).toBe(true);
      if (checked.kind === 'invalid') return;
      sent += 1;
      for (const [key, value] of Object.entries(checked.draft)) {
        const last = ofField(key).at(-1);
        const isListed = last?.after === String(value);
        const isInCell = last === undefined && cells.includes(String(value));
        const isDefault = last === undefined && [...given.values()].includes(String(value));
        expect(isListed || isInCell || isDefault, `${key}=${String(value)} of ${JSON.stringify(cells)}`).toBe(
          true,
        );
      }
    }),
    { numRuns: 3_000 },
  );
  expect(sent).toBeGreaterThan(200);
});
