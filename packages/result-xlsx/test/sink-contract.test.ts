import { describeIssue, describeRule } from '@solarproof-import/core';
import { openXlsx } from '@solarproof-import/parser-xlsx';
import { readAll, resultSinkContract } from '@solarproof-import/testkit';
import { openResultWorkbook, sheetNames } from '../src/index.js';

resultSinkContract('the workbook', {
  make: (path) => openResultWorkbook({ paths: [path], describeIssue, describeRule }),
  read: async (path) => {
    const source = await openXlsx(path, { sheet: sheetNames.results });
    const [header, ...rows] = await readAll(source);
    await source.close();
    const [number, status] = ['Import: Row', 'Import: Status'].map(
      (label) => header?.cells.indexOf(label) ?? -1,
    );
    return { rows: rows.map(({ cells }) => [Number(cells[number ?? -1]), cells[status ?? -1] ?? '']) };
  },
});
