import { describe, expect, it, test } from 'vitest';
import { SourceError } from '../errors.js';
import { columnsWithoutTarget, matchLabels } from './match-labels.js';
import { normaliseLabel } from './normalise-label.js';

const header = (...cells: string[]) => ({ row: 3, cells });
const match = (...cells: string[]) => matchLabels(header(...cells), 'Customers', new Map());
const refusal = (match: () => unknown): SourceError => {
  try {
    match();
  } catch (error) {
    if (error instanceof SourceError) return error;
  }
  throw new Error('it was not refused');
};

test.each([
  ['First Name', 'firstname'],
  [' E-mail\n', 'email'],
  ['\uFEFFPHONE_1', 'phone1'],
  ['Ｔｙｐｅ', 'type'],
  ['__proto__', 'proto'],
])('label %j is compared as %j', (label, normalised) => {
  expect(normaliseLabel(label)).toBe(normalised);
});

test('labels are matched by key, label and other label, whatever their case and punctuation', () => {
  const mapping = match('Given name', 'LAST-NAME', 'E-mail', 'Mobile', 'type', 'company_name');
  expect([...mapping.columnOf]).toEqual([
    ['firstname', 0],
    ['surname', 1],
    ['email', 2],
    ['phone1', 3],
    ['type', 4],
    ['companyname', 5],
  ]);
  expect(mapping.columns.map(({ matchedBy }) => matchedBy)).toEqual([
    'other-label',
    'other-label',
    'key',
    'other-label',
    'key',
    'key',
  ]);
});

test('a column without a field is reported with its place, a blank label is not', () => {
  const mapping = match('First Name', 'Surname', 'Email', 'Phone', 'Type', '', 'constructor', 'toString');
  expect(
    columnsWithoutTarget(
      mapping,
      mapping.columns.map((column) => ({ ...column, samples: [] })),
    ),
  ).toEqual([
    {
      code: 'COLUMN_HAS_NO_TARGET',
      level: 'warning',
      place: { sheet: 'Customers', row: 3, column: 6 },
      values: { label: 'constructor' },
    },
    {
      code: 'COLUMN_HAS_NO_TARGET',
      level: 'warning',
      place: { sheet: 'Customers', row: 3, column: 7 },
      values: { label: 'toString' },
    },
  ]);
});

describe('a header is refused', () => {
  it('when two columns feed one field, naming both', () => {
    const error = refusal(() => match('First Name', 'Surname', 'Email', 'Phone', 'Mobile', 'Type'));
    expect(error.code).toBe('COLUMNS_FOR_ONE_FIELD');
    expect(error.message).toContain('"Phone" (column D) and "Mobile" (column E)');
  });

  it('when a required column is missing, listing what was found and what is needed', () => {
    const error = refusal(() => match('Name', 'Surname', 'Phone', 'Type'));
    expect(error.code).toBe('COLUMNS_MISSING');
    expect(error.message).toBe('No column for First Name and Email.');
    expect(error.hints.join('\n')).toMatch(
      /found {5}Name, Surname, Phone, Type\nneeded {4}First Name, Surname, Email, Phone 1, Type/,
    );
  });

  it('when no label is known', () => {
    expect(refusal(() => match('Jo', 'Citizen', 'jo@example.com')).code).toBe('HEADER_NOT_FOUND');
  });

  it('but not for a required field that has a value for all rows', () => {
    const mapping = matchLabels(
      header('First Name', 'Surname', 'Email', 'Phone'),
      '',
      new Map([['type', 'RESIDENTIAL']]),
    );
    expect(mapping.columnOf.has('type')).toBe(false);
  });
});
