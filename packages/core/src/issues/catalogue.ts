/** The words for one issue code. Written in lower case where they begin: they also stand within lines. */
export interface Wording {
  readonly headline: (values: Values) => string;
  readonly suggestion: (values: Values) => string;
  /** What only this one issue says, so that equal ones keep one headline. Default: what was found, in quotes. */
  readonly detail?: (values: Values) => string;
  /** The headline already says what was found, or it is of no use. */
  readonly tellsFound?: boolean;
  /** The place is in the headline, or says nothing. */
  readonly tellsPlace?: boolean;
}

type Values = Readonly<Record<string, string | number>>;

/** By the whole code. */
export const wordings: ReadonlyMap<string, Wording> = new Map<string, Wording>([
  [
    'EMAIL_SHARED_IN_FILE',
    {
      headline: ({ row }) => `same e-mail as row ${String(row)}, but another person`,
      suggestion: () =>
        'Solar Proof knows a customer by the e-mail: give this person another one, or remove the row.',
    },
  ],
  [
    'DUPLICATE_IN_FILE',
    {
      headline: ({ row }) => `same customer as row ${String(row)}`,
      suggestion: () => 'Nothing to do: the customer is imported once.',
    },
  ],
  [
    'COLUMN_HAS_NO_TARGET',
    {
      headline: ({ label }) => `no such field in Solar Proof: ${String(label)}`,
      suggestion: () => 'Nothing to do: the column is kept in the result workbook.',
      tellsPlace: true,
    },
  ],
  [
    'CELL_HAS_ERROR',
    {
      headline: () => 'the cell holds an error of the spreadsheet',
      suggestion: () => 'Mend its formula, or type the value.',
    },
  ],
  [
    'CELL_NOT_CALCULATED',
    {
      headline: () => 'the cell holds a formula without a result',
      suggestion: () => 'Open the file in a spreadsheet program and save it, or type the value.',
    },
  ],
  [
    'CELL_UNDER_MERGE',
    {
      headline: () => 'the cell is covered by a merged one, so its value is not read',
      suggestion: () => 'If the value counts, take the merge away in the spreadsheet program.',
    },
  ],
  [
    'ROW_TOO_SHORT',
    {
      headline: () => 'the row has fewer cells than the others',
      suggestion: () => 'Look whether it is whole. The missing cells are taken as blank.',
      detail: ({ found, expected }) => `${String(found)} instead of ${String(expected)}`,
    },
  ],
  [
    'ROW_TOO_LONG',
    {
      headline: () => 'the row has values beyond the labels',
      suggestion: () =>
        'A value with a comma in it was probably cut in two: move the values after it back to the left. Where they are right, give their columns labels.',
      detail: ({ found, expected }) => `${String(found)} instead of ${String(expected)}`,
    },
  ],
  [
    'ROW_QUOTES_ODD',
    {
      headline: () => 'a quoted cell holds quotes that are not doubled',
      suggestion: () =>
        'Look whether its values are right. A quote inside a quoted cell is written twice ("").',
    },
  ],
  [
    'ENCODING_GUESSED',
    {
      headline: ({ samples }) => `not UTF-8, so read as Windows-1252${samples ? `: ${String(samples)}` : ''}`,
      suggestion: () =>
        'If that looks wrong, name the encoding: --encoding macintosh (old Macs), ibm850 (DOS) or another.',
      tellsPlace: true,
      tellsFound: true,
    },
  ],
  [
    'SHEETS_LEFT_OUT',
    {
      headline: ({ sheets }) => `other sheets left out: ${String(sheets)}`,
      suggestion: () => 'Name another with --sheet.',
      tellsPlace: true,
      tellsFound: true,
    },
  ],
  [
    'RESULT_WORKBOOK_READ',
    {
      headline: ({ rows, corrected, added, leftOut }) =>
        [
          `read as the result of an earlier run: ${String(rows)} ${rows === 1 ? 'row' : 'rows'}, ${String(corrected)} corrected`,
          ...(added ? [`${String(added)} new at the end`] : []),
          ...(leftOut ? [`left out, for deleted from "Results": row ${String(leftOut)}`] : []),
        ].join('; '),
      suggestion: () => 'To read one sheet just as it is, name it with --sheet.',
      tellsPlace: true,
      tellsFound: true,
    },
  ],
  [
    'CONFIRMED_BY_LOOK_UP',
    {
      headline: () => 'created; the answer never came, a look-up found the customer',
      suggestion: () => 'Nothing to do.',
      tellsPlace: true,
    },
  ],
  [
    'ALREADY_IMPORTED',
    {
      headline: ({ run, date, otherName }) =>
        `this e-mail was imported on ${String(date)} by run ${String(run)}${otherName ? ', for a customer of another name' : ''}; nothing was sent`,
      suggestion: ({ otherName }) =>
        otherName
          ? 'Look whether it is the same person; another person needs an e-mail of their own.'
          : 'Nothing to do. If the customer was deleted since: --recheck.',
    },
  ],
  [
    'OUTCOME_UNKNOWN',
    {
      headline: ({ why }) => `outcome unknown: ${String(why)}`,
      suggestion: () =>
        'It is settled by looking: solarproof-import reconcile. Do not add it by hand meanwhile.',
      tellsPlace: true,
    },
  ],
  [
    'ROW_NOT_SENT',
    {
      headline: ({ why }) => `not sent: ${String(why)}`,
      suggestion: () => 'To go on when the cause is gone: solarproof-import resume.',
      tellsPlace: true,
    },
  ],
  [
    'ROW_SKIPPED',
    {
      headline: () => 'no value in a column that Solar Proof takes',
      suggestion: () => '',
      tellsPlace: true,
    },
  ],
  [
    'API_DUPLICATE_EMAIL',
    {
      headline: ({ visible, otherName }) => {
        if (!visible) return 'this e-mail exists in Solar Proof, but the customer is not visible to this key';
        return `this e-mail was in Solar Proof already${otherName ? ', for a customer of another name' : ''}; nothing was changed`;
      },
      suggestion: ({ visible, otherName }) => {
        if (!visible) return 'Ask in Solar Proof who owns the customer, or use another e-mail.';
        return otherName
          ? 'Look whether it is the same person; another person needs an e-mail of their own.'
          : 'Nothing to do.';
      },
    },
  ],
  [
    'API_USER_NOT_FOUND',
    {
      headline: ({ found }) => `"${String(found ?? '')}" is no user of this Solar Proof account`,
      suggestion: () => 'Write the e-mail of a user, or leave it blank for the owner of the key.',
      tellsFound: true,
    },
  ],
]);
