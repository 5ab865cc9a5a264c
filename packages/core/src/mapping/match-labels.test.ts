import { describe, expect, it, test } from 'vitest';
import { SourceError } from '../errors.js';
import { columnsWithoutTarget } from './columns-without-target.js';
import type { ColumnTarget } from './column-target.js';
import { ColumnsMissingError } from './columns-missing.js';
import { profileSchema } from './mapping-profile.js';
import { matchLabels } from './match-labels.js';
import { pinProfile } from './pin-profile.js';
import type { ColumnLook } from './survey-columns.js';
import { normaliseLabel } from './normalise-label.js';

const header = (...cells: string[]) => ({ row: 3, cells });
const match = (...cells: string[]) => matchLabels(header(...cells), 'Customers');
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
    ['type', 4],
    ['companyname', 5],
    ['phone1', 3],
  ]);
  expect(mapping.columns.map(({ matchedBy }) => matchedBy)).toEqual([
    'other-label',
    'other-label',
    'key',
    'key',
    'key',
    'key',
  ]);
});

test('a column without a field is reported with its place, a blank label is not', () => {
  const mapping = match('First Name', 'Surname', 'Email', 'Phone', 'Type', '', 'constructor', 'toString');
  expect(
    columnsWithoutTarget(
      mapping,
      mapping.columns.map((column) => {
        const field = mapping.recipe.fed.get(column.column);
        return { ...column, samples: [], ...(field === undefined ? {} : { field }) };
      }),
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
    const error = refusal(() =>
      match('First Name', 'Surname', 'Email Address', 'Customer Email', 'Mobile', 'Type'),
    );
    expect(error.code).toBe('COLUMNS_FOR_ONE_FIELD');
    expect(error.message).toContain('"Email Address" (column C) and "Customer Email" (column D)');
  });

  it('when a required column is missing, listing what was found and what is needed', () => {
    const error = refusal(() => match('Nom', 'Surname', 'Phone', 'Type'));
    expect(error.code).toBe('COLUMNS_MISSING');
    expect(error.message).toBe('No column for First Name and Email.');
    expect(error.hints.join('\n')).toMatch(
      /found {5}Nom, Surname, Phone, Type\nneeded {4}First Name, Surname, Email, Phone 1, Type/,
    );
  });

  it('when no label is known', () => {
    expect(refusal(() => match('Jo', 'Citizen', 'jo@example.com')).code).toBe('HEADER_NOT_FOUND');
  });

  it('but not for a required field that has a value for all rows', () => {
    const mapping = matchLabels(header('First Name', 'Surname', 'Email', 'Phone'), '', {
      defaults: new Map([['type', 'RESIDENTIAL']]),
    });
    expect(mapping.columnOf.has('type')).toBe(false);
  });
});

const looked = (filled: number, found: Partial<ColumnLook> = {}): ColumnLook => ({
  filled,
  emails: 0,
  phones: 0,
  types: 0,
  mojibake: 0,
  accents: 0,
  samples: [],
  ...found,
});

describe('of several columns for one field', () => {
  it("the one that goes by the field's own name counts, and the other is told", () => {
    const mapping = match('First Name', 'Surname', 'Customer Email', 'Email', 'Phone', 'Type');
    expect(mapping.columnOf.get('email')).toBe(3);
    expect(mapping.columns[2]).toMatchObject({ outdoneBy: 'Email' });
  });

  it('the only one with values counts', () => {
    const labels = header('First Name', 'Surname', 'Email Address', 'Customer Email', 'Phone', 'Type');
    const looks = [looked(3), looked(3), looked(0), looked(3), looked(3), looked(3)];
    expect(matchLabels(labels, '', { looks }).columnOf.get('email')).toBe(3);
  });

  it('phones are all looked at, mobiles before others, and Phone 2 last', () => {
    const mapping = match('First Name', 'Surname', 'Email', 'Phone 2', 'Work Phone', 'Mobile', 'Type');
    expect(mapping.recipe.phones.map(({ column }) => column)).toEqual([5, 4, 3]);
    expect(mapping.columnOf.get('phone1')).toBe(5);
  });
});

describe('labels', () => {
  it('that stand twice are told apart, and a second phone is one', () => {
    const mapping = match('First Name', 'Surname', 'Email', 'Email', 'Phone', 'Phone', '', 'Type');
    expect(mapping.columns.map(({ name }) => name)).toEqual([
      'First Name',
      'Surname',
      'Email',
      'Email (2)',
      'Phone',
      'Phone (2)',
      'G',
      'Type',
    ]);
    expect(mapping.columnOf.get('email')).toBe(2);
    expect(mapping.columnOf.get('phone2')).toBe(5);
  });

  it('of another table beside this one are not its own', () => {
    const mapping = match(
      'First Name',
      'Surname',
      'Email',
      'Mobile',
      'Type',
      '',
      'First Name',
      'Surname',
      'Email',
      'Mobile',
    );
    expect(mapping.recipe.phones).toEqual([{ column: 3, target: 'mobile', kind: -1 }]);
  });

  it('of an owner count only where e-mail addresses stand below', () => {
    const labels = header('First Name', 'Surname', 'Email', 'Phone', 'Type', 'Owner');
    const looks = Array.from({ length: 6 }, () => looked(4));
    expect(matchLabels(labels, '', { looks }).columnOf.has('useremail')).toBe(false);
    const emails = looks.with(5, looked(4, { emails: 4 }));
    expect(matchLabels(labels, '', { looks: emails }).columnOf.get('useremail')).toBe(5);
  });
});

describe('likely matches', () => {
  const labels = header('Vorname', 'Surnme', 'E-post', 'Rufnr', 'Kind');
  const looks = [
    looked(10),
    looked(10),
    looked(10, { emails: 10 }),
    looked(10, { phones: 9 }),
    looked(10, { types: 10 }),
  ];

  it('come from what stands in the columns and from nearly the same label, and are told with the refusal', () => {
    const error = refusal(() => matchLabels(labels, '', { looks }));
    if (!(error instanceof ColumnsMissingError)) throw new Error('no suggestions');
    expect(error.suggestions.map(({ name, target }) => [name, target])).toEqual([
      ['E-post', 'email'],
      ['Kind', 'type'],
      ['Rufnr', 'phone'],
      ['Surnme', 'surname'],
      ['Vorname', 'firstname'],
    ]);
    expect(error.hints.join('\n')).toContain(
      'perhaps   Rufnr is Phone: 90 % of its values are phone numbers',
    );
  });

  it('feed a field once they are accepted', () => {
    const accepted = new Map<number, ColumnTarget>([
      [0, 'firstname'],
      [1, 'surname'],
      [2, 'email'],
      [3, 'phone'],
      [4, 'type'],
    ]);
    const mapping = matchLabels(labels, '', { looks, accepted });
    expect(mapping.columns.map(({ matchedBy }) => matchedBy)).toEqual(
      Array.from({ length: 5 }, () => 'suggestion'),
    );
  });
});

describe('a profile', () => {
  const labels = header('Client', 'E-mail', 'Ring', 'Sort', 'Notes');
  const profile = profileSchema.parse({
    version: 1,
    columns: {
      client: 'fullname',
      Ring: 'phone',
      Sort: { feeds: 'type', values: { Dom: 'RESIDENTIAL' } },
      NOTES: 'ignore',
    },
  });

  it('goes before labels, by names without case', () => {
    const mapping = matchLabels(labels, '', { profile });
    expect(mapping.columns.map(({ target, matchedBy }) => [target, matchedBy])).toEqual([
      ['fullname', 'profile'],
      ['email', 'key'],
      ['phone', 'profile'],
      ['type', 'profile'],
      [undefined, 'profile'],
    ]);
    expect(mapping.recipe.steps.get(3)?.values?.get('dom')).toBe('RESIDENTIAL');
  });

  it('that names a column which is not there is refused', () => {
    const wrong = profileSchema.parse({ version: 1, columns: { Klient: 'fullname' } });
    expect(refusal(() => matchLabels(labels, '', { profile: wrong })).code).toBe('MAPPING_COLUMN_UNKNOWN');
  });

  it('pinned says the same of every column, whatever labels are known later', () => {
    const mapping = matchLabels(labels, '', { profile });
    const pinned = profileSchema.parse(pinProfile(mapping, profile));
    expect(matchLabels(labels, '', { profile: pinned }).recipe).toEqual(mapping.recipe);
    expect(Object.keys(pinned.columns)).toHaveLength(5);
  });
});
