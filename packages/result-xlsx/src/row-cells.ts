import type { ResultRow, RowStatus } from '@solarproof-import/core';
import { cellValue } from './cell-text.js';
import type { SheetCell } from './excel-writer.js';
import { rowCheck } from './row-check.js';
import { importCellTexts } from './row-layout.js';
import type { DescribeIssue, RowLayout } from './row-layout.js';
import { sheetStyles, statusStyle } from './sheet-styles.js';

/** What a row's cells need to know beside the row. */
export interface RowCellsContext {
  readonly layout: RowLayout;
  readonly runId: string;
  readonly describeIssue: DescribeIssue;
}

/** A row as both `Results` and `Fix and re-import` show it: the user's cells, then the import columns. */
export function rowCells(row: ResultRow, context: RowCellsContext): SheetCell[] {
  const { userColumns } = context.layout;
  const notes = guiltyColumns(row, context);
  const user = Array.from({ length: Math.max(userColumns, row.raw.cells.length) }, (_, column) => {
    const value = cellValue(row.raw.cells[column] ?? '');
    const note = notes.get(column);
    return note === undefined
      ? { value, style: sheetStyles.data }
      : { value, style: sheetStyles.guilty, note };
  });
  return [...user.slice(0, userColumns), ...importCells(row, context), ...user.slice(userColumns)];
}

function importCells(row: ResultRow, context: RowCellsContext): SheetCell[] {
  const [, , ...texts] = importCellTexts(row, context);
  const status: RowStatus = row.outcome.status;
  return [
    { value: row.raw.row, style: sheetStyles.importNumber },
    { value: status, style: statusStyle(status) },
    ...[...texts, rowCheck(row, context.layout)].map((text) => ({
      value: cellValue(text),
      style: sheetStyles.importText,
    })),
  ];
}

/** The columns whose cells an error points at, each with what the note says: what is wrong, and what to do. */
function guiltyColumns(
  { issues }: ResultRow,
  { layout, describeIssue }: RowCellsContext,
): Map<number, string> {
  const notes = new Map<number, string>();
  for (const issue of issues) {
    if (issue.level !== 'error') continue;
    const column = issue.place.column ?? (issue.field && layout.fieldColumns.get(issue.field));
    if (column === undefined) continue;
    const { problem, suggestion } = describeIssue(issue);
    const earlier = notes.get(column);
    const note = [problem, suggestion].filter((sentence) => sentence !== '').join('\n');
    notes.set(column, earlier === undefined ? note : `${earlier}\n${note}`);
  }
  return notes;
}
