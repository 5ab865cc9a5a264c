import { describe, expect, it } from 'vitest';
import { momentText, spanText, statusShares, titleLine } from './summary-words.js';

describe('titleLine', () => {
  it.each([
    [
      62,
      { created: 57, exists: 1, invalid: 2, rejected: 1, duplicate: 1 },
      '62 rows: 57 created, 1 already there, 3 to fix, 1 duplicate',
    ],
    [1, { ready: 1 }, '1 row: 1 ready'],
    [2, { duplicate: 2, created: 0 }, '2 rows: 2 duplicates'],
    [1_048_580, { created: 1_048_580 }, '1,048,580 rows: 1,048,580 created'],
    [0, {}, '0 rows'],
  ])('tells %i rows in one line', (rows, counts, line) => {
    expect(titleLine({ rows, counts })).toBe(line);
  });
});

it('tells statuses in their order, and none that did not occur', () => {
  expect(statusShares({ invalid: 2, exists: 0, created: 1 })).toEqual([
    { status: 'created', count: 1 },
    { status: 'invalid', count: 2 },
  ]);
});

it.each([
  [0, '0.0 s'],
  [4.94, '4.9 s'],
  [59.96, '1 min 0 s'],
  [192, '3 min 12 s'],
  [7499, '2 h 5 min'],
])('tells %d seconds as %s', (seconds, text) => {
  expect(spanText(seconds)).toBe(text);
});

it('tells a moment in local time, with its distance from UTC', () => {
  expect(momentText(new Date(2026, 10, 3, 7, 5))).toMatch(
    /^Tuesday 3 November 2026, 07:05 \(UTC[+-]\d\d:\d\d\)$/,
  );
});
