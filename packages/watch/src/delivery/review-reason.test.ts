import { expect, it } from 'vitest';
import { reviewReason } from './review-reason.js';

const rows = (most: number) => ({ kind: 'rows', most }) as const;
const percent = (most: number) => ({ kind: 'percent', most }) as const;

it.each([
  [{ rows: 100, invalid: 100 }, {}, undefined],
  [{ rows: 100, invalid: 0 }, { reviewOver: 100 }, undefined],
  [{ rows: 101, invalid: 0 }, { reviewOver: 100 }, 'rows'],
  [{ rows: 1, invalid: 0 }, { reviewOver: 0 }, 'rows'],
  [{ rows: 0, invalid: 0 }, { reviewOver: 0 }, undefined],
  [{ rows: 100, invalid: 10 }, { maxErrors: rows(10) }, undefined],
  [{ rows: 100, invalid: 11 }, { maxErrors: rows(10) }, 'invalid'],
  [{ rows: 100, invalid: 1 }, { maxErrors: rows(0) }, 'invalid'],
  [{ rows: 100, invalid: 10 }, { maxErrors: percent(10) }, undefined],
  [{ rows: 100, invalid: 11 }, { maxErrors: percent(10) }, 'invalid'],
  [{ rows: 3, invalid: 1 }, { maxErrors: percent(33.3) }, 'invalid'],
  [{ rows: 3, invalid: 1 }, { maxErrors: percent(33.4) }, undefined],
  [{ rows: 0, invalid: 0 }, { maxErrors: percent(0) }, undefined],
  [{ rows: 100, invalid: 100 }, { maxErrors: percent(100) }, undefined],
  [{ rows: 101, invalid: 101 }, { reviewOver: 100, maxErrors: rows(0) }, 'rows'],
] as const)('a list with %o, where %o: %s', (counts, folder, expected) => {
  expect(reviewReason(counts, folder)).toBe(expected);
});
