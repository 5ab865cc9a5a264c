import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { nationalPhone, normalisePhone } from './normalise-phone.js';

test.each([
  ['0491570006', '0491570006', undefined],
  ['0491 570 006', '0491570006', 'PHONE_NATIONAL_FORM'],
  ['+61 491 570 006', '0491570006', 'PHONE_NATIONAL_FORM'],
  ['+61 (0)491 570 006', '0491570006', 'PHONE_NATIONAL_FORM'],
  ['61491570006', '0491570006', 'PHONE_NATIONAL_FORM'],
  ['0011 61 2 5550 1234', '0255501234', 'PHONE_NATIONAL_FORM'],
  ['(02) 5550-1234', '0255501234', 'PHONE_NATIONAL_FORM'],
  ['02.5550.1234', '0255501234', 'PHONE_NATIONAL_FORM'],
  ['491570006', '0491570006', 'PHONE_ZERO_RESTORED'],
  ['1300 975 707', '1300975707', 'PHONE_NATIONAL_FORM'],
  ['+61 1800 160 401', '1800160401', 'PHONE_NATIONAL_FORM'],
  ['131450', '131450', undefined],
  ['\u200B0491\u00A0570\u00A0006', '0491570006', 'PHONE_NATIONAL_FORM'],
])('%j becomes %s by %s', (text, value, rule) => {
  expect(normalisePhone(text)).toEqual(rule === undefined ? { value } : { value, rule });
});

test.each([
  ['5550 1234', 'too-few-digits'],
  ['0491 570 006 7', 'too-many-digits'],
  ['0191570006', 'unknown-prefix'],
  ['+64 21 555 012', 'not-australian'],
  ['call Jo', 'not-a-number'],
  ['0491570006 / 0491570156', 'not-a-number'],
  ['4.91570006E8', 'precision-lost'],
  ['4.92E+08', 'precision-lost'],
])('%j is refused as %s, and left as it is', (text, why) => {
  const normalised = normalisePhone(text);
  expect(normalised.why).toMatch(text.includes('/') ? /not-a-number|too-many-digits/ : why);
  expect(normalised.value).toBe(text);
  expect(normalised.rule).toBeUndefined();
});

describe('for every text', () => {
  it('a number that passes is in national form, and normalising it again changes nothing', () => {
    const digits = fc.stringMatching(/^\+?[0-9 ()-]{6,16}$/);
    fc.assert(
      fc.property(fc.oneof(digits, fc.string()), (text) => {
        const { value, why } = normalisePhone(text);
        if (why !== undefined || value === '') return;
        expect(value).toMatch(nationalPhone);
        expect(normalisePhone(String(value))).toEqual({ value });
      }),
      { numRuns: 2_000 },
    );
  });
});
