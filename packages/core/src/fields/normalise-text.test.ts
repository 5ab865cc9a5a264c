import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSendableText, normaliseText, oneLine } from './normalise-text.js';

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
  expect(normaliseText(text)).toEqual({ value, steps: [{ rule: 'TEXT_SPACES', after: value }] });
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

test('an accent that is a character of its own is joined to its letter', () => {
  expect(normaliseText('Rene\u0301')).toEqual({
    value: 'René',
    steps: [{ rule: 'TEXT_NFC', after: 'René' }],
  });
});

test.each([
  [`${'a'.repeat(1_000)}b`, 'too-long'],
  ['\u0958'.repeat(600), 'too-long'],
  ['Jos\uFFFD', 'broken-characters'],
  ['Jo \uD83D', 'broken-characters'],
  ['Jo\uFFFF', 'broken-characters'],
])('%j cannot be right: %s', (text, why) => {
  expect(normaliseText(` ${text}`)).toEqual({ value: text, why });
});

test('for every text: what it is made of is noted, can be sent, and stays', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { value, steps, why } = normaliseText(text);
      expect(isSendableText(String(value))).toBe(why === undefined);
      expect(why === undefined ? (steps?.at(-1)?.after ?? text) : oneLine(text)).toBe(value);
      const { value: again, steps: more } = normaliseText(String(value));
      expect({ again, more }).toEqual({ again: value, more: undefined });
    }),
  );
});
