import type { CustomerField } from '../fields/customer-field.js';
import type { FieldKey } from '../fields/field-key.js';
import type { Wording } from './catalogue.js';

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
