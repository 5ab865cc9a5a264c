import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateText, elapsedText } from './date-text.js';

describe('dateText', () => {
  it.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [60, '1900-02-29'],
    [61, '1900-03-01'],
    [44_197, '2021-01-01'],
    [44_197.5, '2021-01-01 12:00:00'],
    [44_196.999_999, '2021-01-01'],
    [2_958_465, '9999-12-31'],
    [0.25, '06:00:00'],
  ])('reads %d in the 1900 system as %s', (serial, text) => {
    expect(dateText(serial, { system: 1900, shows: 'date' })).toBe(text);
  });

  it.each([
    [0, '1904-01-01'],
    [42_735, '2021-01-01'],
  ])('reads %d in the 1904 system as %s', (serial, text) => {
    expect(dateText(serial, { system: 1904, shows: 'date' })).toBe(text);
  });

  it.each([-1, 2_958_466, Number.NaN])('takes %d for no date', (serial) => {
    expect(dateText(serial, { system: 1900, shows: 'date' })).toBeUndefined();
  });

  it('gives the day that a serial was made from, for every day since March 1900 and every second of it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 61, max: 2_958_465 }),
        fc.integer({ min: 1, max: 86_399 }),
        (day, second) => {
          const iso = new Date(Date.UTC(1899, 11, 30) + (day * 86_400 + second) * 1000).toISOString();
          const text = dateText(day + second / 86_400, { system: 1900, shows: 'date' });
          expect(text).toBe(iso.slice(0, 19).replace('T', ' '));
        },
      ),
    );
  });

  it('lets the hours of a duration pass 24', () => {
    expect(elapsedText(1.5)).toBe('36:00:00');
  });
});
