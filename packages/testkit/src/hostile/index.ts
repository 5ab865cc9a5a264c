import { bookTricks } from './book-tricks.js';
import type { HostileWorkbook } from './hostile-workbook.js';
import { sheetTricks } from './sheet-tricks.js';
import { xmlTricks } from './xml-tricks.js';
import { zipTricks } from './zip-tricks.js';

export { either, withRows } from './hostile-workbook.js';
export type { HostileWorkbook } from './hostile-workbook.js';

/** Every hostile workbook that is known, each made anew when it is asked for. */
export const hostileWorkbooks: readonly HostileWorkbook[] = [
  ...zipTricks,
  ...xmlTricks,
  ...sheetTricks,
  ...bookTricks,
];
