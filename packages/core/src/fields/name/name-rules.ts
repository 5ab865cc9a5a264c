import type { Rule, SplitRule, ValueRule } from '../rule.js';
import { recased } from './recase.js';
import { splitFullName } from './split-full-name.js';
import { withoutTitle } from './titles.js';

export const titleOff: ValueRule = {
  name: 'TITLE_OFF',
  sureness: 'certain',
  told: 'title before the first name taken off',
  why: 'Solar Proof has no field for a title; where nothing else is left, it stays as the first name.',
  examples: [
    { before: 'Mr John', after: 'John' },
    { before: 'Dr. Ann', after: 'Ann' },
    { before: 'Mr & Mrs', after: 'Mr & Mrs' },
  ],
  mend: (text) => (text.length > 200 ? text : withoutTitle(text)),
};

export const namePunctuationOff: ValueRule = {
  name: 'NAME_PUNCTUATION_OFF',
  sureness: 'certain',
  told: 'punctuation at the ends of a name taken off',
  why: 'Commas, semicolons and lone quotes at the ends are no part of a name.',
  examples: [
    { before: 'Smith,', after: 'Smith' },
    { before: '; Jane', after: 'Jane' },
  ],
  mend: (text) => (text.length > 1_000 ? text : text.replace(/^[\s,;:]+/, '').replace(/[\s,;:]+$/, '')),
};

function splitBy(rule: string): SplitRule['split'] {
  return (text) => {
    const { firstname, surname, companyname, rule: found } = splitFullName(text);
    return found === rule ? [firstname, surname, companyname].filter((part) => part !== '') : undefined;
  };
}

const nameSplit: SplitRule = {
  name: 'NAME_SPLIT',
  sureness: 'certain',
  told: 'whole name taken apart',
  why: 'The last word, with the particles before it, is the surname; what stands before is the first name, without its title.',
  examples: [
    { before: 'Jane Citizen', after: 'Jane | Citizen' },
    { before: 'Dr Maria van der Berg', after: 'Maria | van der Berg' },
    { before: 'John & Jane Smith', after: 'John & Jane | Smith' },
    { before: 'Mr & Mrs Smith', after: 'Mr & Mrs | Smith' },
  ],
  split: splitBy('NAME_SPLIT'),
};

const nameSplitAtComma: SplitRule = {
  name: 'NAME_SPLIT_AT_COMMA',
  sureness: 'certain',
  told: 'surname, first name taken apart at the comma',
  why: 'What stands before the comma is the surname.',
  examples: [
    { before: 'Citizen, Jane', after: 'Jane | Citizen' },
    { before: 'SMITH, Mr John', after: 'John | SMITH' },
  ],
  split: splitBy('NAME_SPLIT_AT_COMMA'),
};

const companyFromName: SplitRule = {
  name: 'COMPANY_FROM_NAME',
  sureness: 'certain',
  told: 'company in a column of names, sent as company name',
  why: 'Only organisations have such a word in their name (Pty Ltd, Trust, Body Corporate …); the person is still asked for.',
  examples: [
    { before: 'Smith Plumbing Pty Ltd', after: 'Smith Plumbing Pty Ltd' },
    { before: 'Jane Smith T/A Smith Electrical', after: 'Jane | Smith | Smith Electrical' },
  ],
  split: splitBy('COMPANY_FROM_NAME'),
};

export const nameRecased: ValueRule = {
  name: 'NAME_RECASED',
  sureness: 'likely',
  told: 'name in capitals only, or without any, written Like This',
  why: 'Old systems keep names in capitals; how they are written is a guess for names such as MACDONALD.',
  examples: [
    { before: 'MCDONALD', after: 'McDonald' },
    { before: "o'brien", after: "O'Brien" },
    { before: 'SMITH-JONES', after: 'Smith-Jones' },
    { before: 'McDonald', after: 'McDonald' },
  ],
  mend: (text) => (text.length > 200 ? text : recased(text)),
};

/** Rules for names of people and companies. */
export const nameRules: readonly Rule[] = [
  titleOff,
  namePunctuationOff,
  nameSplit,
  nameSplitAtComma,
  companyFromName,
  nameRecased,
];
