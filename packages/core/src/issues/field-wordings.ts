import type { CustomerField } from '../fields/customer-field.js';
import type { FieldKey } from '../fields/field-key.js';
import type { Wording } from './wording.js';

const faults: ReadonlyMap<string, string> = new Map([
  ['too-long', 'is longer than 1,000 characters'],
  ['broken-characters', 'holds broken characters'],
  ['several', 'holds several addresses'],
  ['domain-typo', 'has a domain that looks mistyped'],
  ['comma', 'has a comma in it'],
  ['placeholder', 'is made up'],
  ['not-a-name', 'holds what is no name'],
  ['not-valid-abroad', 'is no valid number of that country'],
  ['area-code-missing', 'has no area code'],
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
      headline: ({ why }) => `${word(field)} is missing${beside.get(String(why)) ?? ''}`,
      suggestion: (values) => offer(values) ?? `Fill it in: ${field.expected}.`,
    }),
  ],
  [
    'INVALID',
    (field) => ({
      headline: ({ why }) => `${word(field)} ${faults.get(String(why)) ?? `is not ${valid(field)}`}`,
      suggestion: (values) =>
        offer(values) ??
        (values['why'] === 'too-few-digits'
          ? 'Write all its digits, e.g. 0491 570 006 or 02 5550 1234.'
          : `Write ${field.expected}.`),
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

/** What stands in the row instead of a value that is missing. */
const beside: ReadonlyMap<string, string> = new Map([
  ['lone-name', ', there is one name only'],
  ['whole-name', ', a whole name is in one cell'],
  ['company-alone', ', there is only a company'],
]);

/** A likely value, and how to take it for all rows of the kind. */
function offer({ likely, rule }: Readonly<Record<string, string | number>>): string | undefined {
  return likely === undefined
    ? undefined
    : `Perhaps ${String(likely)}? Write it, or take all such: --accept ${String(rule)}.`;
}

/** What is worth a look in a value that is sent as it is, by the end of the code. */
const odd: ReadonlyMap<string, readonly [headline: string, suggestion: string]> = new Map([
  ['ESTATE', ['is that of an estate', 'Look whether it is the customer, or write the person to talk to.']],
  ['CARE_OF', ['was written behind "care of"', 'Look whether this person is the customer.']],
  ['ATTENTION', ['was written behind "attention"', 'Look whether this person is the customer.']],
  ['DECEASED', ['says that somebody has died', 'Look whether it is still a customer.']],
  ['HAS_DIGITS', ['has digits in it', 'Look whether something else slipped in.']],
  [
    'TWO_PEOPLE',
    [
      'is that of two people with a surname each',
      'Write one of them, or give each a row and an e-mail of their own.',
    ],
  ],
  ['FOREIGN', ['is of another country', 'Nothing to do, if that is right.']],
]);

/** The words for a value that is odd and can be sent. */
export function oddWording(field: CustomerField, end: string): Wording | undefined {
  const found = odd.get(end);
  if (found === undefined) return undefined;
  const [headline, suggestion] = found;
  return { headline: () => `${word(field)} ${headline}`, suggestion: () => suggestion };
}

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
