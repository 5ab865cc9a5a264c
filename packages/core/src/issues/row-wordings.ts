import type { Wording } from './wording.js';

/** Of a row or a cell, by the whole code. */
export const rowWordings: ReadonlyMap<string, Wording> = new Map<string, Wording>([
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
    'CELL_MERGED_DOWN',
    {
      headline: () =>
        'the cell belongs to one merged over several rows, and only the first of them has its value',
      suggestion: () => 'If the value counts for each of the rows, write it into each.',
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
    'PHONE_LEFT_OVER',
    {
      headline: () => 'a further phone number has no field in Solar Proof',
      suggestion: () => 'Nothing to do: it is kept in the result workbook.',
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
      suggestion: ({ owner }) =>
        owner
          ? 'Add the user in Solar Proof, then: solarproof-import resume. Or correct the cells, and import the result.'
          : 'To go on when the cause is gone: solarproof-import resume.',
      tellsPlace: true,
    },
  ],
  [
    'ROW_SKIPPED',
    {
      headline: ({ why }) => String(why),
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
