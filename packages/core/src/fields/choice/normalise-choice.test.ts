import fc from 'fast-check';
import { expect, test } from 'vitest';
import { customerTypes } from '../../model/customer-draft.js';
import { isAbn } from './is-abn.js';
import { normaliseGstStatus } from './normalise-gst-status.js';
import { normaliseType } from './normalise-type.js';

test.each([
  ['Residential', 'RESIDENTIAL', 'TYPE_AS_API_WORD'],
  [' large scale ', 'LARGE-SCALE', 'TYPE_AS_API_WORD'],
  ['Large_Scale', 'LARGE-SCALE', 'TYPE_AS_API_WORD'],
  ['large – scale', 'LARGE-SCALE', 'TYPE_AS_API_WORD'],
  [' COMMERCIAL\u00A0', 'COMMERCIAL', 'TEXT_SPACES'],
  ['1', 'RESIDENTIAL', 'TYPE_BY_NUMBER'],
  ['2', 'COMMERCIAL', 'TYPE_BY_NUMBER'],
  ['3.0', 'LARGE-SCALE', 'TYPE_BY_NUMBER'],
  ['resi', 'RESIDENTIAL', 'TYPE_BY_WORD'],
  ['Res.', 'RESIDENTIAL', 'TYPE_BY_WORD'],
  ['Domestic', 'RESIDENTIAL', 'TYPE_BY_WORD'],
  ['Owner-Occupier', 'RESIDENTIAL', 'TYPE_BY_WORD'],
  ['Residential customer', 'RESIDENTIAL', 'TYPE_BY_WORD'],
  ['Homes', 'RESIDENTIAL', 'TYPE_BY_WORD'],
  ['Unit', 'RESIDENTIAL', 'TYPE_BY_WORD'],
  ['Farms', 'COMMERCIAL', 'TYPE_BY_WORD'],
  ['C&I', 'COMMERCIAL', 'TYPE_BY_WORD'],
  ['Comm.', 'COMMERCIAL', 'TYPE_BY_WORD'],
  ['Strata', 'COMMERCIAL', 'TYPE_BY_WORD'],
  ['Not-for-profit', 'COMMERCIAL', 'TYPE_BY_WORD'],
  ['commercial  install', 'COMMERCIAL', 'TYPE_BY_WORD'],
  ['Solar Farm', 'LARGE-SCALE', 'TYPE_BY_WORD'],
  ['Utility-scale', 'LARGE-SCALE', 'TYPE_BY_WORD'],
  ['large scale job', 'LARGE-SCALE', 'TYPE_BY_WORD'],
  ['n/a', '', 'BLANK_WORD'],
  ['\u200B', '', 'TEXT_SPACES'],
])('type %j becomes %j by %s', (text, value, rule) => {
  expect(normaliseType(text)).toEqual({ value, steps: [{ rule, after: value }] });
});

test.each(customerTypes)('type %s stays as it is', (type) => {
  expect(normaliseType(type)).toEqual({ value: type });
});

test.each([
  'Castle',
  'Res/Com',
  'other',
  '4',
  '12',
  'rural',
  'large',
  'customer',
  'R',
  'C',
  'ground mount',
  'business home',
  'x',
  's',
  'constructor',
])('type %j is nobody to guess', (text) => {
  expect(normaliseType(text)).toEqual({ value: text });
});

test.each([
  ['yes', 1],
  ['Y', 1],
  ['Registered', 1],
  ['GST Registered', 1],
  ['GST-registered.', 1],
  ['Registered for GST', 1],
  ['TRUE', 1],
  ['1.0', 1],
  ['✓', 1],
  ['✔\uFE0F', 1],
  ['☑', 1],
  ['no', 0],
  ['N', 0],
  ['FALSE', 0],
  ['Not GST Registered', 0],
  ['not  registered', 0],
  ['Not registered for GST', 0],
  ['Unregistered', 0],
  ['Non-registered', 0],
  ['exempt', 0],
  ['none', 0],
  ['✗', 0],
  ['✘', 0],
])('GST status %j becomes %j', (text, value) => {
  expect(normaliseGstStatus(text)).toEqual({ value, steps: [{ rule: 'GST_BY_WORD', after: String(value) }] });
});

test('GST status: what needs no word, and what is none', () => {
  expect(normaliseGstStatus('1')).toEqual({ value: 1 });
  expect(normaliseGstStatus('0')).toEqual({ value: 0 });
  expect(normaliseGstStatus(' 0 ')).toEqual({ value: 0, steps: [{ rule: 'TEXT_SPACES', after: '0' }] });
  expect(normaliseGstStatus('-')).toEqual({ value: '', steps: [{ rule: 'BLANK_WORD', after: '' }] });
});

test.each([
  'x',
  'maybe',
  'GST applied for',
  '2',
  '10',
  'GST on income',
  'no longer registered?',
  'registered?',
  'yes no',
])('GST status %j is nobody to guess', (text) => {
  expect(normaliseGstStatus(text)).toEqual({ value: text });
});

test('for every text: once is as good as twice, and what changed is noted', () => {
  const words = fc.constantFrom(
    'res',
    'Home',
    'farm',
    's',
    ' ',
    '-',
    'customer',
    'large',
    'scale',
    'not',
    'gst',
    'registered',
    'no',
    '1',
    '.0',
    '✓',
  );
  const text = fc.array(fc.oneof(words, fc.string({ unit: 'binary', maxLength: 2 })), { maxLength: 5 });
  fc.assert(
    fc.property(text, (pieces) => {
      for (const normalise of [normaliseType, normaliseGstStatus]) {
        const { value, steps } = normalise(pieces.join(''));
        if (steps !== undefined) expect(steps.at(-1)?.after).toBe(String(value));
        expect(normalise(String(value))).toEqual({ value });
      }
    }),
    { numRuns: 1_000 },
  );
});

test('an ABN has eleven digits and its check', () => {
  expect(isAbn('51 824 753 556')).toBe(true);
  expect(isAbn('ABN: 51824753556')).toBe(true);
  expect(isAbn('51 824 753 557')).toBe(false);
  expect(isAbn('')).toBe(false);
});
