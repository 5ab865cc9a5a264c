import { expect, test } from 'vitest';
import { columnLetters, placeText } from './place.js';

test.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [701, 'ZZ'],
  [702, 'AAA'],
  [16_383, 'XFD'],
])('column %i is %s', (column, letters) => {
  expect(columnLetters(column)).toBe(letters);
});

test.each([
  [{ sheet: 'Customers', row: 17, column: 3 }, 'Customers!D17'],
  [{ row: 17, column: 3, line: 19 }, 'D17 (line 19)'],
  [{ row: 17, line: 17 }, 'row 17'],
  [{ sheet: 'Customers', column: 3 }, 'Customers, column D'],
  [{ sheet: 'Customers' }, 'Customers'],
  [{}, ''],
])('%o is written %s', (place, text) => {
  expect(placeText(place)).toBe(text);
});
