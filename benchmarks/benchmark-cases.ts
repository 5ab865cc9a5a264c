import type { BenchmarkCase } from './benchmark-case.js';
import { checkingFile } from './cases/checking-file.js';
import { checkingRows } from './cases/checking-rows.js';
import { checkingCsvPlan } from './cases/checking-csv-plan.js';
import { readingCsv } from './cases/reading-csv.js';
import { readingXlsxExceljs } from './cases/reading-xlsx-exceljs.js';
import { readingXlsx } from './cases/reading-xlsx.js';
import { refusingHostile } from './cases/refusing-hostile.js';
import { runningInProcess } from './cases/running-in-process.js';
import { runningPort } from './cases/running-port.js';
import { starting } from './cases/starting.js';
import { watchingFiles, watchingIdle } from './cases/watching.js';
import { writingWorkbook } from './cases/writing-workbook.js';

/** All that is measured, in the order of the table. */
export const benchmarkCases: readonly BenchmarkCase[] = [
  starting,
  readingCsv,
  readingXlsx,
  readingXlsxExceljs,
  refusingHostile,
  checkingRows,
  checkingCsvPlan,
  checkingFile('csv'),
  checkingFile('xlsx'),
  runningInProcess({ journal: false }),
  runningInProcess({ journal: true }),
  runningPort({ latencyMs: 0, journal: false }),
  runningPort({ latencyMs: 0, journal: true }),
  runningPort({ latencyMs: 50, rowsAtMost: 6_400, journal: false }),
  runningPort({ latencyMs: 50, rowsAtMost: 6_400, journal: true }),
  writingWorkbook,
  watchingFiles,
  watchingIdle,
];
