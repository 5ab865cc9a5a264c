import type { Issue, RawRow, RowSource } from '@solarproof-import/core';
import { listSheets, openXlsx } from '@solarproof-import/parser-xlsx';
import { sheetNames } from '@solarproof-import/result-xlsx';
import { alignColumns } from './align-columns.js';
import { joinTables, type OwnTables } from './join-tables.js';
import { findPageHeader, type OwnPage, type OwnRow, type PageHeader } from './own-page.js';
import { surveyTable } from './own-table.js';
import type { PreviousRow } from './previous-row.js';
import { labelsMissing } from './refusals.js';
import { surveyRows, type OwnSurvey } from './survey-rows.js';

/** A result workbook of ours as the source of the next run. */
export interface OwnWorkbook extends RowSource {
  /**
   * What became of a row, of those that it gave, in the run that wrote the workbook; `undefined` where that left nothing behind:
   * only rows that were unconfirmed or have a customer ID have one.
   */
  previousOf(raw: RawRow): PreviousRow | undefined;
}

/**
 * Opens a workbook as a result of ours: every row of `Results` under its number in the source, what was corrected in
 * `Fix and re-import` laid over it, then the rows that the user added. Our own columns are not in it.
 * @returns `undefined` where it is no such workbook
 * @throws SourceError where nobody can say what an edit was meant to do, and what reading a workbook raises
 */
export async function openOwnWorkbook(path: string): Promise<OwnWorkbook | undefined> {
  const names = (await listSheets(path)).map(({ name }) => name);
  const results = pagesNamed(names, sheetNames.results);
  const fix = pagesNamed(names, sheetNames.fix);
  if (results.length + fix.length === 0) return undefined;
  const opened: RowSource[] = [];
  const close = async (): Promise<void> => {
    for (const source of opened) await source.close();
  };
  try {
    const headers: PageHeader[] = [];
    for (const sheet of [...results, ...fix]) {
      const source = await openXlsx(path, { sheet });
      opened.push(source);
      const header = await findPageHeader(source);
      if (header !== undefined) headers.push(header);
      else if (headers.length > 0) throw labelsMissing(sheet);
      else {
        await close();
        return undefined;
      }
    }
    const tables = await openTables(headers, results.length);
    return ownWorkbook(tables, await surveyRows(tables), close);
  } catch (error) {
    // What went wrong first is what is told.
    await close().catch(() => undefined);
    throw error;
  }
}

/** `Results`, `Results (2)` … */
function pagesNamed(names: readonly string[], name: string): readonly string[] {
  return names.filter(
    (given) => given === name || (given.startsWith(name) && /^ \(\d+\)$/.test(given.slice(name.length))),
  );
}

/** Where `Results` was deleted, `Fix and re-import` alone is the list. */
async function openTables(headers: readonly PageHeader[], results: number): Promise<OwnTables> {
  const { labels, columns } = alignColumns(headers.map(({ cells }) => cells));
  const pages = headers.map((header, index): OwnPage => ({ ...header, columns: columns[index] ?? [] }));
  const first = results === 0 ? pages.length : results;
  return {
    labels,
    results: await surveyTable(pages.slice(0, first)),
    fix: await surveyTable(pages.slice(first)),
  };
}

function ownWorkbook(tables: OwnTables, survey: OwnSurvey, close: () => Promise<void>): OwnWorkbook {
  // By the row itself: a map by number would grow with the list.
  const previous = new WeakMap<RawRow, PreviousRow>();
  const told = (number: number, { cells, issues }: Pick<OwnRow, 'cells' | 'issues'>): RawRow => ({
    row: number,
    cells,
    ...(issues.length === 0
      ? {}
      : { issues: issues.map((issue) => ({ ...issue, place: placeInSource(number, issue) })) }),
  });
  async function* rows(): AsyncGenerator<RawRow> {
    yield { row: 1, cells: tables.labels };
    for await (const joined of joinTables(tables)) {
      if (joined.kind === 'left-out') continue;
      const raw = told(joined.number, joined);
      if (joined.previous !== undefined) previous.set(raw, joined.previous);
      yield raw;
    }
  }
  return {
    // Row numbers are those of the source, not of a sheet in this file.
    sheet: '',
    notices: [readNotice(survey)],
    rows,
    previousOf: (raw) => previous.get(raw),
    close,
  };
}

function placeInSource(row: number, { place: { column } }: Issue): Issue['place'] {
  return { row, ...(column === undefined ? {} : { column }) };
}

const mostTold = 12;

function readNotice({ rows, corrected, added, leftOut }: OwnSurvey): Issue {
  const told = leftOut.slice(0, mostTold).join(', ');
  return {
    code: 'RESULT_WORKBOOK_READ',
    level: 'warning',
    place: {},
    values: {
      rows,
      corrected,
      added,
      leftOut: leftOut.length > mostTold ? `${told} and ${leftOut.length - mostTold} more` : told,
    },
  };
}
