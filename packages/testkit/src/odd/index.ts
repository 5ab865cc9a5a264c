import fc from 'fast-check';
import { oddWorkbook } from './odd-package.js';
import type { PutTable } from './odd-sheet.js';
import { oddities, putCells, putMerges, type Oddities, type PutCell, type PutMerge } from './oddities.js';
import { shownText } from './put-value.js';

export { oddSheetName } from './odd-package.js';

/** A row as it has to be read: its number, its cells, and what has to be said of which column. */
export interface ExpectedRow {
  readonly row: number;
  readonly cells: readonly string[];
  /** `CODE column`, in the order of the columns. */
  readonly issues: readonly string[];
}

/** A workbook and what has to be read from it. */
export interface OddWorkbook {
  readonly bytes: Uint8Array;
  readonly expected: readonly ExpectedRow[];
  /** What a failed property shows instead of the bytes. */
  readonly [fc.toStringMethod]: () => string;
}

const tables: fc.Arbitrary<PutTable> = fc.array(fc.array(putCells, { maxLength: 6 }), { maxLength: 6 });

/** Workbooks with any cells, written with any mixture of oddities; no merged cells. */
export const oddWorkbooks: fc.Arbitrary<OddWorkbook> = fc
  .record({ table: tables, oddities })
  .map(({ table, oddities }) => made(table, [], oddities));

/** The same with merged cells, over cells with values too. What lies under a merge is not read. */
export const mergedWorkbooks: fc.Arbitrary<OddWorkbook> = fc
  .record({ table: tables, merges: putMerges, oddities })
  .map(({ table, merges, oddities }) => made(table, apart(merges), oddities));

function made(table: PutTable, merges: readonly PutMerge[], oddities: Oddities): OddWorkbook {
  return {
    bytes: oddWorkbook(table, merges, oddities),
    expected: expectedRows(table, merges, oddities),
    [fc.toStringMethod]: () => fc.stringify({ table, merges, oddities }),
  };
}

/** Those that do not lap over one before. */
function apart(merges: readonly PutMerge[]): readonly PutMerge[] {
  const kept: PutMerge[] = [];
  for (const merge of merges) if (!kept.some((other) => lapOver(merge, other))) kept.push(merge);
  return kept;
}

function lapOver(one: PutMerge, other: PutMerge): boolean {
  return (
    one.top < other.top + other.height &&
    other.top < one.top + one.height &&
    one.left < other.left + other.width &&
    other.left < one.left + one.width
  );
}

function expectedRows(
  table: PutTable,
  merges: readonly PutMerge[],
  oddities: Oddities,
): readonly ExpectedRow[] {
  const { firstRow, firstColumn } = oddities;
  return table.flatMap((put, at) => {
    const covered = (column: number): boolean => merges.some((merge) => isUnder(merge, at, column));
    const seen = put.map((cell, column): PutCell =>
      covered(column) ? { kind: 'blank', how: 'missing' } : cell,
    );
    const cells = [...Array.from({ length: firstColumn }, () => ''), ...seen.map(cellText)];
    const issues = seen.flatMap((cell, column) =>
      issueOf(cell).map((code) => `${code} ${column + firstColumn}`),
    );
    const shown = cells.slice(0, cells.findLastIndex((text) => text !== '') + 1);
    const isBlank = shown.every((text) => text.trim() === '') && issues.length === 0;
    return isBlank ? [] : [{ row: at + firstRow + 1, cells: shown, issues }];
  });
}

function isUnder({ top, left, height, width }: PutMerge, row: number, column: number): boolean {
  const isInside = row >= top && row < top + height && column >= left && column < left + width;
  return isInside && !(row === top && column === left);
}

function cellText(cell: PutCell): string {
  return cell.kind === 'value' ? shownText(cell.value) : '';
}

function issueOf(cell: PutCell): readonly string[] {
  if (cell.kind === 'not-calculated') return ['CELL_NOT_CALCULATED'];
  return cell.kind === 'value' && cell.value.kind === 'error' ? ['CELL_HAS_ERROR'] : [];
}
