import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellLimit, cellValue, cleanText, escapeText } from './cell-text.js';

describe('cleanText', () => {
  it.each([
    ['a\u0000b\u0008c\u000Bd\u001F', 'abcd'],
    ['tab\tand\nline\rbreak', 'tab\tand\nline\rbreak'],
    ['lone \uD83D half, \uDE00 other half', 'lone  half,  other half'],
    ['pair 😀 stays', 'pair 😀 stays'],
    ['\uFFFEno\uFFFF', 'no'],
    ['C1 \u0085 and DEL \u007F stay', 'C1 \u0085 and DEL \u007F stay'],
  ])('removes from %j what XML cannot hold', (text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  it('leaves a cell of 32,767 characters, and cuts a longer one visibly to that', () => {
    expect(cleanText('x'.repeat(cellLimit))).toBe('x'.repeat(cellLimit));
    const cut = cleanText('x'.repeat(40_000));
    expect(cut).toHaveLength(cellLimit);
    expect(cut).toMatch(/x… \(cut, 40000 characters\)$/);
  });

  it('does not cut a character in two', () => {
    const cut = cleanText('😀'.repeat(20_000));
    expect(cut).not.toMatch(/\p{Surrogate}/u);
    expect(cut.length).toBeLessThanOrEqual(cellLimit);
  });
});

describe('cellValue', () => {
  it.each(['Olivia', '=1+1', '+61 491 570 006', '-5', '@SUM(A1)', '＝1', "'quoted"])(
    'keeps %j a plain text',
    (text) => {
      expect(cellValue(text)).toBe(text);
    },
  );

  it.each(['', '\u0001'])('makes %j a blank cell', (text) => {
    expect(cellValue(text)).toBeNull();
  });

  it.each([' a', 'a ', '\t=1+1', 'a\nb', 'a\rb', '_x000D_'])(
    'makes %j a run, which keeps its blanks',
    (text) => {
      expect(cellValue(text)).toHaveProperty('richText');
    },
  );
});

it('escapes every text so that unescaping gives it back', () => {
  const unescape = (text: string): string =>
    text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  const tricky = fc.string({ unit: fc.constantFrom('_', 'x', '0', '5', 'F', 'D', 'f', '\r', '\u007F', 'é') });
  fc.assert(
    fc.property(fc.oneof(tricky, fc.string({ unit: 'binary' })), (text) => {
      const clean = cleanText(text);
      expect(unescape(escapeText(clean))).toBe(clean);
    }),
    { numRuns: 2000 },
  );
  expect(unescape(escapeText('_x005F\r_x000D_x000D_'))).toBe('_x005F\r_x000D_x000D_');
});
