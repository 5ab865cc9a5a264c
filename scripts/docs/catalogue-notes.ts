import { wordings } from '../../packages/core/src/issues/catalogue.js';
import { describeIssue, type FieldKey, type IssueLevel } from '../../packages/core/src/index.js';

type Values = Readonly<Record<string, string | number>>;

/** What the catalogue itself does not say of a code: when it is raised, and values that make its sentence readable. */
interface CatalogueNote {
  readonly about: 'row' | 'file';
  readonly when: string;
  readonly level: IssueLevel;
  readonly field?: FieldKey;
  /** One for each sentence that the code can have; default: one without values. */
  readonly values?: readonly Values[];
}

const notes: ReadonlyMap<string, CatalogueNote> = new Map<string, CatalogueNote>([
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
    'COLUMN_HAS_NO_TARGET',
    {
      about: 'file',
      when: 'a column has a label or values, and no field goes by that label',
      level: 'warning',
      values: [{ label: 'Notes' }],
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
    'ENCODING_GUESSED',
    {
      about: 'file',
      when: 'CSV only: the bytes are no UTF-8, nothing marks them as UTF-16, and no `--encoding` was given',
      level: 'warning',
      values: [{ samples: 'Zoë, Brontë' }],
    },
  ],
  [
    'SHEETS_LEFT_OUT',
    {
      about: 'file',
      when: 'XLSX only: the workbook has sheets that are not read',
      level: 'warning',
      values: [{ sheets: 'Prices' }],
    },
  ],
  [
    'RESULT_WORKBOOK_READ',
    {
      about: 'file',
      when: 'XLSX only: the file is a result workbook of ours, and no `--sheet` was given',
      level: 'warning',
      values: [{ rows: 58, corrected: 3, added: 2, leftOut: '17' }],
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
      values: [{ why: 'the run stopped before this row' }],
    },
  ],
  ['ROW_SKIPPED', { about: 'row', when: 'the row is `skipped`', level: 'warning' }],
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
]);

/** A code of the catalogue with all that a reader wants to know. */
export interface CatalogueIssue {
  readonly code: string;
  readonly about: 'row' | 'file';
  readonly when: string;
  readonly level: IssueLevel;
  /** One for each sentence that the code can have. */
  readonly headlines: readonly string[];
  readonly suggestions: readonly string[];
}

/** Every code that the catalogue words by itself. @throws Error where the catalogue and the notes do not know the same codes */
export function catalogueIssues(): readonly CatalogueIssue[] {
  const forgotten = [...notes.keys()].filter((code) => !wordings.has(code));
  if (forgotten.length > 0)
    throw new Error(`the catalogue has lost ${forgotten.join(', ')}: take its note away`);
  return [...wordings.keys()].map((code) => {
    const note = notes.get(code);
    if (note === undefined)
      throw new Error(`${code} is new in the catalogue: say in catalogue-notes.ts when it is raised`);
    const { about, when, level, field, values = [{}] } = note;
    const texts = values.map((given) =>
      describeIssue({ code, level, place: {}, values: given, ...(field === undefined ? {} : { field }) }),
    );
    return {
      code,
      about,
      when,
      level,
      headlines: texts.map(({ headline }) => headline),
      suggestions: texts.map(({ suggestion }) => suggestion),
    };
  });
}
