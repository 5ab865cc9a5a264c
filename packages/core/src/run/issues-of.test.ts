import { expect, test } from 'vitest';
import { matchLabels } from '../mapping/match-labels.js';
import type { Issue } from '../model/issue.js';
import { isBlank, type RawRow } from '../model/raw-row.js';
import { createRowCheck } from './check-row.js';
import { issuesOf } from './issues-of.js';
import { planRows } from './plan-rows.js';
import { checkOutcome } from './row-outcome.js';

const labels = ['First Name', 'Surname', 'Email', 'Mobile', 'Type', 'Notes'];
const mapping = matchLabels({ row: 1, cells: labels }, '');
const good = ['Jo', 'Citizen', 'jo@example.com', '0491570006', 'RESIDENTIAL'];
const tooShort = (row: number): Issue => ({
  code: 'ROW_TOO_SHORT',
  level: 'warning',
  place: { row },
  values: { found: 5, expected: 6 },
});
const underMerge = (row: number, column: number): Issue => ({
  code: 'CELL_UNDER_MERGE',
  level: 'warning',
  place: { row, column },
});

/** Of each row its status, then the codes of all that is said of it. */
function told(...rows: readonly RawRow[]): string[][] {
  const check = createRowCheck(mapping);
  return rows.map((raw) => {
    const outcome = checkOutcome(check(raw));
    return [outcome.status, ...issuesOf({ raw }, outcome, mapping).map(({ code }) => code)];
  });
}

test("a reader's warning is told of a row of every status and changes none", () => {
  expect(
    told(
      { row: 2, cells: good, issues: [tooShort(2)] },
      { row: 3, cells: good, issues: [tooShort(3)] },
      { row: 4, cells: ['', ...good.slice(1)], issues: [tooShort(4)] },
      { row: 5, cells: ['', '', '', '', '', 'Total: 3'], issues: [tooShort(5)] },
    ),
  ).toEqual([
    ['ready', 'ROW_TOO_SHORT'],
    ['duplicate', 'ROW_TOO_SHORT', 'DUPLICATE_IN_FILE'],
    ['invalid', 'ROW_TOO_SHORT', 'FIRSTNAME_MISSING'],
    ['skipped', 'ROW_TOO_SHORT', 'ROW_SKIPPED'],
  ]);
});

test('a warning about a cell is told where the cell feeds a field, and names the field', () => {
  const raw = { row: 2, cells: good, issues: [underMerge(2, 5), underMerge(2, 3)] };
  expect(issuesOf({ raw }, { status: 'ready' }, mapping)).toEqual([{ ...underMerge(2, 3), field: 'phone1' }]);
});

test('a cell with a warning does not hide what else is wrong with it', () => {
  expect(told({ row: 2, cells: [...good.slice(0, 4), ''], issues: [underMerge(2, 4)] })).toEqual([
    ['invalid', 'CELL_UNDER_MERGE', 'TYPE_MISSING'],
  ]);
});

test('a warning makes no row of a blank one, an error does', () => {
  expect(isBlank({ row: 2, cells: [''], issues: [underMerge(2, 0)] })).toBe(true);
  expect(isBlank({ row: 2, cells: [''], issues: [{ ...underMerge(2, 0), level: 'error' }] })).toBe(false);
});

test('a plan tells warnings once for all rows, whatever their status', async () => {
  async function* rows(): AsyncGenerator<RawRow> {
    for (let row = 2; row <= 9; row += 1)
      yield { row, cells: row % 2 ? good : ['x'], issues: [tooShort(row)] };
  }
  const { groups } = await planRows(rows(), mapping);
  expect(groups.of('warning')).toMatchObject([
    { code: 'ROW_TOO_SHORT', count: 8, places: ['row 2', 'row 3', 'row 4', 'row 5', 'row 6'] },
  ]);
});
