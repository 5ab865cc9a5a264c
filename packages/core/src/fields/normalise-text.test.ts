import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normaliseGstStatus, normaliseType } from './normalise-choice.js';
import { normaliseText, oneLine } from './normalise-text.js';

test('a clean text stays as it is, without a rule', () => {
  expect(normaliseText("Zoë O'Brien-Ng")).toEqual({ value: "Zoë O'Brien-Ng" });
});

test.each([
  [' Jo ', 'Jo'],
  ['Mary  Ann', 'Mary Ann'],
  ['Mary\r\nAnn', 'Mary Ann'],
  ['Jo\u00A0Citizen', 'Jo Citizen'],
  ['jo@\u200Bexample.com', 'jo@example.com'],
  ['\uFEFFJo', 'Jo'],
  ['a\tb', 'a b'],
  ['\u200B', ''],
])('%j becomes %j by TEXT_SPACES', (text, value) => {
  expect(normaliseText(text)).toEqual({ value, rule: 'TEXT_SPACES' });
});

test('for every text: one line, no outer space, and once is as good as twice', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const once = oneLine(text);
      expect(once).toBe(once.trim());
      expect(once).not.toMatch(/[\r\n\t]|\s\s/);
      expect(oneLine(once)).toBe(once);
    }),
  );
});

test.each([
  ['RESIDENTIAL', 'RESIDENTIAL', undefined],
  ['Residential', 'RESIDENTIAL', 'TYPE_AS_API_WORD'],
  [' large scale ', 'LARGE-SCALE', 'TYPE_AS_API_WORD'],
  ['Large_Scale', 'LARGE-SCALE', 'TYPE_AS_API_WORD'],
  ['large – scale', 'LARGE-SCALE', 'TYPE_AS_API_WORD'],
])('type %j becomes %s by %s', (text, value, rule) => {
  expect(normaliseType(text)).toEqual(rule === undefined ? { value } : { value, rule });
});

test.each([
  ['1', 1],
  [' 0 ', 0],
  ['yes', 'yes'],
])('GST status %j becomes %j', (text, value) => {
  expect(normaliseGstStatus(text)).toEqual({ value });
});
