import { oneLine } from './normalise-text.js';
import { unmangled } from './mojibake.js';
import type { Rule, ValueRule } from './rule.js';

/** Puts a value on one line, without what cannot be seen. */
export const textSpaces: ValueRule = {
  name: 'TEXT_SPACES',
  sureness: 'certain',
  told: 'spaces and invisible characters taken off',
  why: 'Spaces at the ends, doubled spaces, line breaks and invisible characters are not part of a value.',
  examples: [
    { before: '  Jane ', after: 'Jane' },
    { before: 'Mary\nAnn', after: 'Mary Ann' },
    { before: 'Jane\u00A0Citizen\u200B', after: 'Jane Citizen' },
  ],
  mend: oneLine,
};

/** Joins accents that are characters of their own to their letters. */
const textNfc: ValueRule = {
  name: 'TEXT_NFC',
  sureness: 'certain',
  told: 'letters with accents put together',
  why: 'An accent written as a character of its own looks the same and is not found by a search (Unicode Normalization Form C).',
  examples: [{ before: 'Rene\u0301', after: 'René' }],
  mend: (text) => text.normalize('NFC'),
};

/** Restores letters that were read in the wrong encoding; only for a column whose values agree that they were. */
export const textMojibake: ValueRule = {
  name: 'TEXT_MOJIBAKE',
  sureness: 'certain',
  told: 'letters that another program garbled, restored',
  why: 'The letters are UTF-8 that was read as Windows-1252, in every value of the column that has such letters.',
  examples: [
    { before: 'RenÃ©e', after: 'Renée' },
    { before: 'Oâ€™Brien', after: 'O’Brien' },
    { before: 'Renée', after: 'Renée' },
  ],
  mend: unmangled,
};

// Rows of signs; what databases and pivot tables write for no value; what people write.
const always = String.raw`[-–—._?*/ ]{1,10}|x{2,6}|n\/a\.?|n\.a\.?|tb[acd]\.?|to be (?:advised|confirmed)|unknown|not (?:known|provided|given|supplied|applicable|available)|blank|empty|[(<[](?:blank|empty|none|null|nil)[)>\]]|\\n|undefined|#null!`;
const blankWords = new RegExp(
  `^(?:${always}|na|nil|null|none|nan|no (?:e-?mail|phone|mobile|number|landline)(?: address| number)?)$`,
  'i',
);
/** Some people are called Na, Nil, Null or Nan. */
const nameBlankWords = new RegExp(`^(?:${always}|no name)$`, 'i');
const longestBlankWord = 20;

const blankExamples = [
  { before: '-', after: '' },
  { before: 'N/A', after: '' },
  { before: 'unknown', after: '' },
];

/** Takes a word that says "nothing" as nothing. */
export const blankWord: ValueRule = {
  name: 'BLANK_WORD',
  sureness: 'certain',
  told: 'a word that stands for nothing, taken as blank',
  why: 'A dash, "N/A", "none" and the like say that there is no value.',
  examples: [...blankExamples, { before: 'none', after: '' }],
  mend: (text) => (text.length <= longestBlankWord && blankWords.test(text) ? '' : text),
};

/** The same for names, without the words that are some people's name. */
export const nameBlankWord: ValueRule = {
  ...blankWord,
  examples: blankExamples,
  mend: (text) => (text.length <= longestBlankWord && nameBlankWords.test(text) ? '' : text),
};

/** Rules for any text. */
export const textRules: readonly Rule[] = [textSpaces, textNfc, textMojibake, blankWord];
