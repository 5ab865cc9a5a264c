export { openResultWorkbook } from './open-result-workbook.js';
export type { InsteadOf, ResultWorkbook, ResultWorkbookOptions, WrittenResult } from './result-workbook.js';
export { readRowCheck, type RowCheck } from './row-check.js';
export { sheetNames } from './sheet-names.js';
export { isUntouchedResultOf } from './workbook-mark.js';
