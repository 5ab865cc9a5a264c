/** The names of the result workbook's sheets, in their order. They are a contract: a workbook fed back is known by them. */
export const sheetNames = {
  summary: 'Summary',
  results: 'Results',
  fix: 'Fix and re-import',
  changes: 'Changes',
  columns: 'Columns',
} as const;
