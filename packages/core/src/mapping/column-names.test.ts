import fc from 'fast-check';
import { expect, it } from 'vitest';
import { columnNames } from './column-names.js';

it('a second label of its kind is counted, and a column without one goes by its letters', () => {
  expect(columnNames(['Phone', 'phone ', '', 'Phone\n(2)', 'PHONE', 'C'])).toEqual([
    'Phone',
    'phone (2)',
    'C',
    'Phone (2) (2)',
    'PHONE (3)',
    'C (2)',
  ]);
});

it('for every header, no two columns have one name, case or not', () => {
  const label = fc.oneof(fc.constantFrom('', 'a', 'A', 'a (2)', 'B', 'b'), fc.string({ maxLength: 4 }));
  fc.assert(
    fc.property(fc.array(label, { maxLength: 30 }), (labels) => {
      const names = columnNames(labels).map((name) => name.toLowerCase());
      expect(new Set(names).size).toBe(labels.length);
    }),
  );
});
