import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberText } from './number-text.js';

describe('numberText', () => {
  it('reads back as the same number, without an exponent below 1e21, for every double', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = numberText(value);
        expect(Number(text)).toBe(value === 0 ? 0 : value);
        if (Math.abs(value) < 1e21) expect(text).toMatch(/^-?\d+(\.\d+)?$/);
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    [Number('6.1412345678E10'), '61412345678'],
    [Number('0.29999999999999999'), '0.3'],
    [1e-7, '0.0000001'],
    [-1.25e-9, '-0.00000000125'],
    [-0, '0'],
    [123456789012345680000, '123456789012345680000'],
  ])('writes %d as %s', (value, text) => {
    expect(numberText(value)).toBe(text);
  });
});
