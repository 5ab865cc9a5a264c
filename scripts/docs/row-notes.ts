import type { CatalogueNote } from './catalogue-note.js';

/** Of the codes of a row or a cell. */
export const rowNotes: readonly (readonly [code: string, note: CatalogueNote])[] = [
  [
    'EMAIL_SHARED_IN_FILE',
    {
      about: 'row',
      when: 'an earlier valid row has the same e-mail and another name; the row is `invalid`',
      level: 'error',
      field: 'email',
      values: [{ row: 12 }],
    },
  ],
  [
    'DUPLICATE_IN_FILE',
    {
      about: 'row',
      when: 'an earlier valid row has the same e-mail, first name and surname; the row is `duplicate`',
      level: 'warning',
      field: 'email',
      values: [{ row: 12 }],
    },
  ],
  [
    'CELL_HAS_ERROR',
    { about: 'row', when: 'XLSX only: a cell that feeds a field holds `#N/A`, `#REF!` …', level: 'error' },
  ],
  [
    'CELL_NOT_CALCULATED',
    {
      about: 'row',
      when: 'XLSX only: a formula in a cell that feeds a field was never calculated',
      level: 'error',
    },
  ],
  [
    'CELL_UNDER_MERGE',
    {
      about: 'row',
      when: 'XLSX only: a cell that feeds a field has a value and lies under a merged one; no program shows it',
      level: 'warning',
    },
  ],
  [
    'CELL_MERGED_DOWN',
    {
      about: 'row',
      when: 'XLSX only: a blank cell that feeds a field lies under one merged over several rows, whose first row has a value',
      level: 'warning',
      values: [{ found: 'Citizen', row: 12 }],
    },
  ],
  [
    'PHONE_LEFT_OVER',
    {
      about: 'row',
      when: 'the row has a third phone number that is different from the first two',
      level: 'warning',
      field: 'phone2',
      values: [{ found: '02 5550 1234' }],
    },
  ],
  [
    'ROW_TOO_SHORT',
    {
      about: 'row',
      when: 'CSV only: the row ends before the others do, in a file that otherwise ends every row alike',
      level: 'warning',
      values: [{ found: 3, expected: 7 }],
    },
  ],
  [
    'ROW_TOO_LONG',
    {
      about: 'row',
      when: 'CSV only: the row has a value beyond the last column of the others, or a cell more where all others have the same number',
      level: 'warning',
      values: [{ found: 8, expected: 7 }],
    },
  ],
  [
    'ROW_QUOTES_ODD',
    {
      about: 'row',
      when: 'CSV only: in a cell that begins with a quote, a quote stands that neither is doubled nor ends the cell',
      level: 'warning',
    },
  ],
  [
    'CONFIRMED_BY_LOOK_UP',
    {
      about: 'row',
      when: 'the row is `created`, and it was a look-up that told so: the answer to the create never came',
      level: 'warning',
      values: [{}],
    },
  ],
  [
    'ALREADY_IMPORTED',
    {
      about: 'row',
      when: 'the row is `already-imported`: the ledger of this account has a customer for its e-mail',
      level: 'warning',
      values: [
        { run: '20261123-174502-7f3a9c', date: '2026-11-23' },
        { run: '20261123-174502-7f3a9c', date: '2026-11-23', otherName: 1 },
      ],
    },
  ],
  [
    'OUTCOME_UNKNOWN',
    {
      about: 'row',
      when: 'the row is `unconfirmed`',
      level: 'error',
      values: [{ why: 'no answer came in time' }],
    },
  ],
  [
    'ROW_NOT_SENT',
    {
      about: 'row',
      when: 'the row is `not-sent`',
      level: 'error',
      values: [
        { why: 'the run stopped before this row' },
        { why: 'Solar Proof has no such user: sam@example.com', owner: 'sam@example.com' },
      ],
    },
  ],
  [
    'ROW_SKIPPED',
    {
      about: 'row',
      when: 'the row is `skipped`',
      level: 'warning',
      values: [
        { why: 'no value in a column that Solar Proof takes' },
        { why: 'the labels once more' },
        { why: 'a row of totals' },
        { why: 'a note, and no customer' },
        { why: 'another table begins above it or here' },
        { why: 'a hidden row' },
      ],
    },
  ],
  [
    'API_DUPLICATE_EMAIL',
    {
      about: 'row',
      when: 'the API answered DUPLICATE_EMAIL: the look-up found the customer (the row is `exists`) or nobody (`rejected`)',
      level: 'warning',
      field: 'email',
      values: [{ visible: 1 }, { visible: 1, otherName: 1 }, {}],
    },
  ],
  [
    'API_USER_NOT_FOUND',
    {
      about: 'row',
      when: 'the API answered USER_NOT_FOUND to a user e-mail from the row itself; the row is `rejected`',
      level: 'error',
      field: 'useremail',
      values: [{ found: 'sam@example.com' }],
    },
  ],
];
