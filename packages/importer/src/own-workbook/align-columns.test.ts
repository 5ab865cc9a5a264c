import { expect, it } from 'vitest';
import { alignColumns } from './align-columns.js';

it('finds columns by their labels, wherever they stand, without our own', () => {
  expect(
    alignColumns([
      ['Name', 'Email', 'Import: Row'],
      ['Import: Row', 'Email', 'Added', 'Name'],
    ]),
  ).toEqual({
    labels: ['Name', 'Email', 'Added'],
    columns: [
      [0, 1, -1],
      [3, 1, 2],
    ],
  });
});

it('takes equal labels in their order', () => {
  expect(
    alignColumns([
      ['', 'Phone', '', 'Phone'],
      ['Phone', 'Phone', '', '', ''],
    ]),
  ).toEqual({
    labels: ['', 'Phone', '', 'Phone', ''],
    columns: [
      [0, 1, 2, 3, -1],
      [2, 0, 3, 1, 4],
    ],
  });
});
