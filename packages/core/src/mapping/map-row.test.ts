import { describe, expect, it } from 'vitest';
import type { FieldKey } from '../fields/field-key.js';
import { createRowCheck, type CheckedRow } from '../run/check-row.js';
import { profileSchema, type MappingProfile } from './mapping-profile.js';
import { matchLabels } from './match-labels.js';
import { withProfile } from './profile-options.js';

interface Given {
  readonly profile?: MappingProfile;
  readonly accept?: readonly string[];
}

const defaults = new Map<FieldKey, string>([['type', 'RESIDENTIAL']]);

/** Checks one row; what it lacks to be a customer is added in columns of its own. */
function check(row: Readonly<Record<string, string>>, { profile, accept = [] }: Given = {}): CheckedRow {
  const labels = Object.keys(row);
  const mapping = matchLabels({ row: 1, cells: labels }, '', withProfile(profile, { defaults, accept }));
  return createRowCheck(mapping)({ row: 2, cells: Object.values(row) });
}

function sent(row: Readonly<Record<string, string>>, given?: Given): object {
  const checked = check(row, given);
  if (checked.kind !== 'ready') throw new Error(JSON.stringify(checked));
  return checked.draft;
}

function changesIn(checked: CheckedRow): readonly (readonly string[])[] {
  if (checked.kind === 'skipped') throw new Error('skipped');
  return checked.changes.map(({ field, rule, before, after }) => [field, rule, before, after]);
}

const email = { Email: 'jo@example.com' };
const person = { 'First Name': 'Jo', Surname: 'Citizen', ...email };

describe('a column of whole names', () => {
  it('is taken apart, and each part is listed', () => {
    const checked = check({ Name: 'Smith, John', ...email, Phone: '0491570006' });
    expect(checked).toMatchObject({ kind: 'ready', draft: { firstname: 'John', surname: 'Smith' } });
    expect(changesIn(checked)).toEqual([
      ['firstname', 'NAME_SPLIT_AT_COMMA', 'Smith, John', 'John'],
      ['surname', 'NAME_SPLIT_AT_COMMA', 'Smith, John', 'Smith'],
    ]);
  });

  it('does not count where the row has a first name and surname of its own, but for a company', () => {
    const row = {
      ContactName: 'Bright Homes Pty Ltd',
      FirstName: 'Ann',
      LastName: 'Lee',
      ...email,
      Phone: '0491570006',
    };
    expect(sent(row)).toMatchObject({
      firstname: 'Ann',
      surname: 'Lee',
      companyname: 'Bright Homes Pty Ltd',
    });
    expect(sent({ ...row, ContactName: 'Ann Lee' })).not.toHaveProperty('companyname');
  });

  it('gives a company its name, and the person is still asked for', () => {
    const checked = check({ Name: 'Bright Homes Pty Ltd', ...email, Phone: '0491570006' });
    expect(checked).toMatchObject({
      kind: 'invalid',
      issues: [
        { code: 'FIRSTNAME_MISSING', values: { why: 'company-alone' }, place: { column: 0 } },
        { code: 'SURNAME_MISSING', values: { why: 'company-alone' } },
      ],
    });
  });

  it('with a lone name lacks a first name, and no dash is sent in its stead', () => {
    expect(check({ Name: 'Smith', ...email, Phone: '0491570006' })).toMatchObject({
      kind: 'invalid',
      issues: [{ code: 'FIRSTNAME_MISSING', values: { why: 'lone-name' } }],
    });
  });
});

describe('a surname or a first name alone', () => {
  const row = { 'First Name': 'Jane Citizen', Surname: '', ...email, Phone: '0491570006' };

  it('that is a whole name is offered, and taken apart where that is accepted', () => {
    expect(check(row)).toMatchObject({
      kind: 'invalid',
      issues: [
        { code: 'SURNAME_MISSING', values: { likely: 'Jane | Citizen', rule: 'NAME_SPLIT_IN_COLUMN' } },
      ],
    });
    expect(sent(row, { accept: ['NAME_SPLIT_IN_COLUMN'] })).toMatchObject({
      firstname: 'Jane',
      surname: 'Citizen',
    });
  });

  it('that is a company becomes the name of the company', () => {
    const checked = check({
      'First Name': '',
      Surname: 'Bright Homes Pty Ltd',
      ...email,
      Phone: '0491570006',
    });
    expect(changesIn(checked)).toContainEqual([
      'companyname',
      'COMPANY_FROM_NAME',
      'Bright Homes Pty Ltd',
      'Bright Homes Pty Ltd',
    ]);
  });

  it("in MYOB's Co./Last Name is a company, and a surname where there is a first name", () => {
    const cards = { 'Co./Last Name': 'Lee', 'First Name': 'Ann', ...email, Phone: '0491570006' };
    expect(sent(cards)).toMatchObject({ firstname: 'Ann', surname: 'Lee' });
    const checked = check({
      ...cards,
      'First Name': '',
      'Co./Last Name': 'Lee & Sons',
      'Contact Name': 'Ann Lee',
    });
    expect(checked).toMatchObject({ draft: { firstname: 'Ann', surname: 'Lee', companyname: 'Lee & Sons' } });
  });
});

describe('phones', () => {
  it('of several columns: the mobile first, then the next', () => {
    const row = { ...person, 'Home Phone': '02 5550 1234', Mobile: '0491 570 006' };
    expect(sent(row)).toMatchObject({ phone1: '0491570006', phone2: '0255501234' });
  });

  it('of a column that does not say which: a mobile goes first by its number', () => {
    const row = { ...person, Phone: '02 5550 1234', 'Other Phone': '0491 570 006' };
    expect(sent(row)).toMatchObject({ phone1: '0491570006', phone2: '0255501234' });
  });

  it('that say themselves which is first keep their places', () => {
    const row = { ...person, 'Phone 1': '02 5550 1234', 'Phone 2': '0491 570 006' };
    expect(sent(row)).toMatchObject({ phone1: '0255501234', phone2: '0491570006' });
  });

  it('in one cell are parted', () => {
    const checked = check({ ...person, Phone: '02 5550 1234 / 0491570006' });
    expect(checked).toMatchObject({ draft: { phone1: '0491570006', phone2: '0255501234' } });
    expect(changesIn(checked)).toEqual([
      ['phone1', 'PHONE_SPLIT', '02 5550 1234 / 0491570006', '0491570006'],
      ['phone2', 'PHONE_SPLIT', '02 5550 1234 / 0491570006', '02 5550 1234'],
      ['phone2', 'PHONE_NATIONAL_FORM', '02 5550 1234', '0255501234'],
    ]);
  });

  it('that stand there twice are sent once, and a third is told', () => {
    const row = {
      ...person,
      Mobile: '0491570006',
      Phone: '0491 570 006',
      Home: '',
      'Work Phone': '0255501234',
      'Other Phone': '0255505678',
    };
    const checked = check(row);
    expect(checked).toMatchObject({
      draft: { phone1: '0491570006', phone2: '0255501234' },
      warnings: [{ code: 'PHONE_LEFT_OVER', values: { found: '0255505678' } }],
    });
    expect(changesIn(checked)).toContainEqual(['phone2', 'PHONE_REPEATED', '0491 570 006', '']);
  });

  it('from the next column are listed where the first is blank', () => {
    const checked = check({ ...person, Mobile: '', 'Home Phone': '0255501234' });
    expect(changesIn(checked)).toEqual([['phone1', 'PHONE_FROM_NEXT_COLUMN', '', '0255501234']]);
  });

  it('of the company are offered where there is no other', () => {
    const row = { ...person, Phone: '', 'Company Phone': '1300 975 707' };
    expect(check(row)).toMatchObject({
      kind: 'invalid',
      issues: [{ code: 'PHONE1_MISSING', values: { rule: 'PHONE_FROM_COMPANY' } }],
    });
    expect(sent(row, { accept: ['PHONE_FROM_COMPANY'] })).toMatchObject({ phone1: '1300975707' });
  });

  it('of eight digits get an area code by the state, where that is accepted', () => {
    const row = { ...person, Phone: '5550 1234', State: 'VIC' };
    expect(check(row)).toMatchObject({
      issues: [{ code: 'PHONE1_INVALID', values: { likely: '0355501234' } }],
    });
    expect(sent(row, { accept: ['AREA_CODE_FROM_STATE'] })).toMatchObject({ phone1: '0355501234' });
  });
});

describe('a type that is missing', () => {
  const row = { ...person, Phone: '0491570006', Type: '', ABN: '51 824 753 556', Company: '' };
  const without = (cells: Readonly<Record<string, string>>, accept: readonly string[] = []): CheckedRow => {
    const mapping = matchLabels(
      { row: 1, cells: Object.keys(cells) },
      '',
      withProfile(undefined, { accept }),
    );
    return createRowCheck(mapping)({ row: 2, cells: Object.values(cells) });
  };

  it('is offered for a valid ABN or a company, and never taken unasked', () => {
    const issue = { code: 'TYPE_MISSING', values: { likely: 'COMMERCIAL', rule: 'TYPE_FROM_COMPANY' } };
    expect(without(row)).toMatchObject({ kind: 'invalid', issues: [issue] });
    expect(without({ ...row, ABN: '', Company: 'Lee & Sons' })).toMatchObject({ issues: [issue] });
    expect(without({ ...row, ABN: '51 824 753 557' })).not.toMatchObject({ issues: [issue] });
    expect(without(row, ['TYPE_FROM_COMPANY'])).toMatchObject({ draft: { type: 'COMMERCIAL' } });
  });
});

describe('what a profile says of a column', () => {
  const profile = profileSchema.parse({
    version: 1,
    columns: {
      Account: { split: { at: ' - ', into: ['companyname', 'surname'] } },
      Kind: { feeds: 'type', values: { Dom: 'RESIDENTIAL' } },
    },
    join: { firstname: { columns: ['Given', 'Middle'] } },
  });
  const row = {
    Account: 'Acme - Lee',
    Given: 'Mary',
    Middle: 'Ann',
    ...email,
    Phone: '0491570006',
    Kind: ' dom ',
  };

  it('is done, and listed', () => {
    const checked = check(row, { profile });
    expect(checked).toMatchObject({
      draft: { firstname: 'Mary Ann', surname: 'Lee', companyname: 'Acme', type: 'RESIDENTIAL' },
    });
    expect(changesIn(checked)).toEqual([
      ['firstname', 'JOINED_BY_PROFILE', 'Mary', 'Mary Ann'],
      ['surname', 'SPLIT_BY_PROFILE', 'Acme - Lee', 'Lee'],
      ['type', 'VALUE_BY_PROFILE', ' dom ', 'RESIDENTIAL'],
      ['companyname', 'SPLIT_BY_PROFILE', 'Acme - Lee', 'Acme'],
    ]);
  });
});
