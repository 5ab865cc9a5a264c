export { openResultWorkbook } from './open-result-workbook.js';
export type { InsteadOf, ResultWorkbook, ResultWorkbookOptions, WrittenResult } from './result-workbook.js';
export { sheetNames } from './sheet-names.js';
