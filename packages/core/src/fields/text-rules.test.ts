import { expect, test } from 'vitest';
import { blankWord, nameBlankWord } from './text-rules.js';

test.each([
  '-',
  '--',
  '—',
  '.',
  '...',
  '?',
  '??',
  '*',
  '_',
  '/',
  'n/a',
  'N/A.',
  'N.A.',
  'n.a',
  'tba',
  'TBC',
  'To be advised',
  'unknown',
  'Not Known',
  'not provided',
  'not supplied',
  'xxx',
  'XX',
  '(blank)',
  '<null>',
  '[none]',
  '\\N',
  'undefined',
  '#NULL!',
])('%j stands for nothing, as a name too', (text) => {
  expect(blankWord.mend(text)).toBe('');
  expect(nameBlankWord.mend(text)).toBe('');
});

test.each([
  'NA',
  'Nil',
  'null',
  'None',
  'NaN',
  'no email',
  'No Phone',
  'no mobile number',
  'no e-mail address',
])('%j stands for nothing, and may be a name', (text) => {
  expect(blankWord.mend(text)).toBe('');
  expect(nameBlankWord.mend(text)).toBe(text);
});

test.each([
  'no',
  'x',
  '0',
  '#N/A',
  '#REF!',
  'nilsson',
  'Noone',
  'Blanka',
  'tb',
  '-1',
  'n',
  'not',
  '(',
  'NANA',
  'X Æ',
  '-'.repeat(21),
])('%j is a value', (text) => {
  expect(blankWord.mend(text)).toBe(text);
  expect(nameBlankWord.mend(text)).toBe(text);
});
