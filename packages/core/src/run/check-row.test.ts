import { describe, expect, it, test } from 'vitest';
import { matchLabels } from '../mapping/match-labels.js';
import type { FieldKey } from '../fields/field-key.js';
import { createRowCheck, type CheckedRow } from './check-row.js';

const labels = ['First Name', 'Surname', 'Email', 'Mobile', 'Type', 'GST', 'Notes'];
const good = ['Jo', 'Citizen', 'jo@example.com', '0491570006', 'RESIDENTIAL', '', ''];

function checkAll(
  rows: readonly (readonly string[])[],
  defaults: ReadonlyMap<FieldKey, string> = new Map(),
): CheckedRow[] {
  const check = createRowCheck(matchLabels({ row: 1, cells: labels }, 'Customers', { defaults }));
  return rows.map((cells, index) => check({ row: index + 2, cells }));
}

const withCells = (cells: Readonly<Record<number, string>>) =>
  good.map((cell, column) => cells[column] ?? cell);
const codesOf = (row: CheckedRow | undefined) =>
  row?.kind === 'invalid' ? row.issues.map(({ code }) => code) : row?.kind;

test('a good row becomes a draft without its blank fields', () => {
  const [row] = checkAll([withCells({ 5: '1' })]);
  expect(row).toMatchObject({ kind: 'ready', changes: [] });
  expect(row?.kind === 'ready' && row.draft).toEqual({
    firstname: 'Jo',
    surname: 'Citizen',
    email: 'jo@example.com',
    phone1: '0491570006',
    type: 'RESIDENTIAL',
    gststatus: 1,
  });
});

test('all problems of a row are told at once, each with its cell', () => {
  const [row] = checkAll([['', 'Citizen', 'jo@example', '5550 1234', 'Castle', 'maybe', '']]);
  expect(row?.kind === 'invalid' && row.issues.map(({ code, place }) => [code, place])).toEqual([
    ['FIRSTNAME_MISSING', { sheet: 'Customers', row: 2, column: 0 }],
    ['EMAIL_INVALID', { sheet: 'Customers', row: 2, column: 2 }],
    ['PHONE1_INVALID', { sheet: 'Customers', row: 2, column: 3 }],
    ['TYPE_UNRECOGNISED', { sheet: 'Customers', row: 2, column: 4 }],
    ['GSTSTATUS_UNRECOGNISED', { sheet: 'Customers', row: 2, column: 5 }],
  ]);
});

test('each mend is listed with what stood there before', () => {
  const [row] = checkAll([withCells({ 0: ' Jo ', 3: '491570006', 4: 'Residential' })]);
  expect(row?.kind === 'ready' && row.changes).toEqual([
    { field: 'firstname', column: 0, before: ' Jo ', after: 'Jo', rule: 'TEXT_SPACES' },
    { field: 'phone1', column: 3, before: '491570006', after: '0491570006', rule: 'PHONE_ZERO_RESTORED' },
    { field: 'type', column: 4, before: 'Residential', after: 'RESIDENTIAL', rule: 'TYPE_AS_API_WORD' },
  ]);
});

test('an error that the reader found counts in a mapped cell, and there alone', () => {
  const check = createRowCheck(matchLabels({ row: 1, cells: labels }, 'Customers'));
  const issueAt = (column: number) =>
    ({ code: 'CELL_HAS_ERROR', level: 'error', place: { row: 2, column } }) as const;
  expect(codesOf(check({ row: 2, cells: withCells({ 3: '#N/A' }), issues: [issueAt(3)] }))).toEqual([
    'CELL_HAS_ERROR',
  ]);
  expect(codesOf(check({ row: 3, cells: withCells({ 6: '#N/A' }), issues: [issueAt(6)] }))).toBe('ready');
});

test('a text that shows nothing counts as missing, and lost digits as lost', () => {
  expect(checkAll([withCells({ 0: '\u200B', 3: '4.92E+08' })]).map(codesOf)).toEqual([
    ['FIRSTNAME_MISSING', 'PHONE1_PRECISION_LOST'],
  ]);
});

test.each([
  ['half a character', 'J\uD800o'],
  ['a lost character', 'Jo\uFFFD'],
  ['a text that no name has', 'x'.repeat(1_001)],
])('%s is refused, not sent and not mended', (_what, firstname) => {
  const [row] = checkAll([withCells({ 0: firstname })]);
  expect(codesOf(row)).toEqual(['FIRSTNAME_INVALID']);
});

test('a mend of a value that is refused all the same is none', () => {
  const [row] = checkAll([withCells({ 0: ' Jo ', 4: ' Castle ' })]);
  expect(row?.kind === 'invalid' && row.changes.map(({ field }) => field)).toEqual(['firstname']);
});

test('a row with nothing in a mapped column is skipped', () => {
  expect(checkAll([['', '', ' ', '', '', '', 'Dog in the yard']])).toMatchObject([
    { kind: 'skipped', reason: 'no-mapped-value' },
  ]);
});

describe('a value for all rows', () => {
  it('fills blanks and overrides nothing', () => {
    const rows = checkAll(
      [withCells({ 4: '' }), withCells({ 2: 'b@example.com', 4: 'COMMERCIAL' })],
      new Map([['type', 'RESIDENTIAL']]),
    );
    expect(rows.map((row) => row.kind === 'ready' && row.draft.type)).toEqual(['RESIDENTIAL', 'COMMERCIAL']);
  });

  it('does not make a customer of an empty row', () => {
    expect(checkAll([['', '', '', '', '', '', 'note']], new Map([['type', 'RESIDENTIAL']]))).toMatchObject([
      { kind: 'skipped' },
    ]);
  });
});

describe('the same e-mail again', () => {
  it('is a duplicate of the latest such row where the person is the same, whatever the case', () => {
    const rows = checkAll([good, withCells({ 2: ' JO@Example.com' }), withCells({ 0: 'JO' })]);
    expect(rows.map((row) => (row.kind === 'duplicate' ? row.of : row.kind))).toEqual(['ready', 2, 3]);
  });

  it('is an error that names the first row where the person is another', () => {
    const rows = checkAll([good, withCells({ 0: 'Sam' }), good]);
    expect(rows.map(codesOf)).toEqual(['ready', ['EMAIL_SHARED_IN_FILE'], 'duplicate']);
    expect(rows[1]?.kind === 'invalid' && rows[1].issues[0]?.values).toEqual({
      found: 'jo@example.com',
      row: 2,
    });
  });

  it('does not count after an invalid row', () => {
    expect(checkAll([withCells({ 0: '' }), withCells({ 0: 'Sam' })]).map(({ kind }) => kind)).toEqual([
      'invalid',
      'ready',
    ]);
  });
});
