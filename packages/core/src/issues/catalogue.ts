import type { FieldKey } from '../fields/field-key.js';
import type { CustomerField } from '../fields/customer-field.js';

/** The words for one issue code. Written in lower case where they begin: they also stand within lines. */
export interface Wording {
  readonly headline: (values: Values) => string;
  readonly suggestion: (values: Values) => string;
  /** The headline already says what was found, or it is of no use. */
  readonly tellsFound?: boolean;
  /** The place is in the headline, or says nothing. */
  readonly tellsPlace?: boolean;
}

type Values = Readonly<Record<string, string | number>>;

const faults: ReadonlyMap<string, string> = new Map([
  ['too-long', 'is longer than 1,000 characters'],
  ['broken-characters', 'holds broken characters'],
  ['not-a-number', 'is not one phone number'],
  ['not-australian', 'is not an Australian number'],
  ['too-few-digits', 'has too few digits'],
  ['too-many-digits', 'has too many digits'],
  ['unknown-prefix', 'begins like no Australian number'],
]);

/** By the end of the code: the same for every field. */
export const fieldWordings: ReadonlyMap<string, (field: CustomerField) => Wording> = new Map([
  [
    'MISSING',
    (field) => ({
      headline: () => `${word(field)} is missing`,
      suggestion: () => `Fill it in: ${field.expected}.`,
    }),
  ],
  [
    'INVALID',
    (field) => ({
      headline: ({ why }) => `${word(field)} ${faults.get(String(why)) ?? `is not ${valid(field)}`}`,
      suggestion: ({ why }) =>
        why === 'too-few-digits'
          ? 'Write all its digits, e.g. 0491 570 006 or 02 5550 1234.'
          : `Write ${field.expected}.`,
    }),
  ],
  [
    'UNRECOGNISED',
    (field) => ({
      headline: ({ found }) => `${word(field)} "${String(found)}" is not known`,
      suggestion: () => `Write ${field.expected}.`,
      tellsFound: true,
    }),
  ],
  [
    'PRECISION_LOST',
    (field) => ({
      headline: () => `${word(field)} has lost digits in a spreadsheet`,
      suggestion: () => 'Type the whole number again into a cell that is formatted as text.',
    }),
  ],
]);

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
    'ENCODING_GUESSED',
    {
      headline: ({ samples }) => `not UTF-8, so read as Windows-1252${samples ? `: ${String(samples)}` : ''}`,
      suggestion: () => 'If names look wrong, say the encoding with --encoding.',
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
      headline: ({ sheet }) => `a result workbook of an earlier run: its sheet "${String(sheet)}" is read`,
      suggestion: () => 'Name another with --sheet.',
      tellsPlace: true,
      tellsFound: true,
    },
  ],
  [
    'OUTCOME_UNKNOWN',
    {
      headline: ({ why }) => `outcome unknown: ${String(why)}`,
      suggestion: () => 'Look it up in Solar Proof before importing it again.',
      tellsPlace: true,
    },
  ],
  [
    'ROW_NOT_SENT',
    {
      headline: ({ why }) => `not sent: ${String(why)}`,
      suggestion: () => 'Import it again when the cause is gone.',
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

/** Fields whose label reads oddly within a sentence. */
const ownWords: ReadonlyMap<FieldKey, string> = new Map([
  ['email', 'e-mail'],
  ['phone1', 'phone'],
  ['phone2', 'second phone'],
  ['gststatus', 'GST status'],
  ['useremail', "the user's e-mail"],
]);

function word({ key, label }: CustomerField): string {
  return ownWords.get(key) ?? label.toLowerCase();
}

function valid({ key }: CustomerField): string {
  return key === 'email' || key === 'useremail' ? 'one valid address' : 'valid';
}
