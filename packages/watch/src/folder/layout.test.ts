import path from 'node:path';
import { expect, it } from 'vitest';
import { pathIn, placeIn, placeOf } from './layout.js';

it('a file is named from the watched folder, with the same slash on every system, and found again by it', () => {
  const root = path.resolve('share');
  const file = path.join(placeIn(root, 'done'), 'a.csv');
  expect(placeOf(root, file)).toBe('done/a.csv');
  expect(pathIn(root, 'done/a.csv')).toBe(file);
});
