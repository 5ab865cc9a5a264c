import type { Rule } from './rule.js';

/** What is done with a whole row, before any field's own rules: values that move, are taken apart or put together. */
export const rowRules: readonly Rule[] = [
  {
    name: 'PHONE_FROM_NEXT_COLUMN',
    sureness: 'certain',
    told: 'phone taken from another phone column',
    why: 'The first phone column is blank in this row, or holds no mobile: the first number of the next one is used.',
    examples: [{ before: '', after: '0255501234' }],
  },
  {
    name: 'PHONE_REPEATED',
    sureness: 'certain',
    told: 'phone stands there twice, sent once',
    why: 'The same number stands in two cells, or twice in one.',
    examples: [{ before: '0491 570 006', after: '' }],
  },
  {
    name: 'PHONE_FROM_COMPANY',
    sureness: 'likely',
    told: 'phone taken from the company phone',
    why: 'There is no phone of the person, and Solar Proof wants one: the company may be reached.',
    examples: [{ before: '', after: '1300 975 707' }],
  },
  {
    name: 'TYPE_FROM_COMPANY',
    sureness: 'likely',
    told: 'type COMMERCIAL for a company',
    why: 'There is no type, and a company name or a valid ABN.',
    examples: [{ before: '', after: 'COMMERCIAL' }],
  },
  {
    name: 'NAME_SPLIT_IN_COLUMN',
    sureness: 'likely',
    told: 'whole name in one column, taken apart',
    why: 'One of the two columns of names is blank, and the other holds what reads as a whole name.',
    examples: [{ before: 'Jane Citizen', after: 'Jane | Citizen' }],
  },
  {
    name: 'EMAIL_FROM_LINK',
    sureness: 'certain',
    told: 'e-mail taken from the link of the cell',
    why: 'The text of the cell is no address, and its link is one.',
    examples: [{ before: 'write to me', after: 'jo@example.com' }],
  },
  {
    name: 'VALUE_BY_PROFILE',
    sureness: 'certain',
    told: 'value replaced as the mapping says',
    why: 'The mapping has this word in its list of values.',
    examples: [{ before: 'Dom', after: 'RESIDENTIAL' }],
  },
  {
    name: 'SPLIT_BY_PROFILE',
    sureness: 'certain',
    told: 'value taken apart as the mapping says',
    why: 'The mapping cuts this column at a text of its own.',
    examples: [{ before: 'Smith - Jane', after: 'Smith | Jane' }],
  },
  {
    name: 'JOINED_BY_PROFILE',
    sureness: 'certain',
    told: 'values put together as the mapping says',
    why: 'The mapping makes one field of several columns.',
    examples: [{ before: 'Mary', after: 'Mary Ann' }],
  },
];
