import { BugError } from '@solarproof-import/core';
import { cellName, pageRows, type OwnPage, type OwnRow } from './own-page.js';
import { rowTwice } from './refusals.js';

/** A row that the source had. */
export type KnownRow = OwnRow & { readonly number: number };

/** The rows of a sheet of ours and of those on which it goes on. */
export interface OwnTable {
  /** Those that the source had, by rising number, from the start each time. */
  known(): AsyncGenerator<KnownRow>;
  /** Those that the user added, as they stand there. */
  added(): AsyncGenerator<OwnRow>;
  /** The highest number; 0 where there is none. */
  readonly last: number;
}

/** Rows out of order that are held at once, to be sorted. */
const rowsToSort = 50_000;

/**
 * Goes through a table once, to see whether somebody sorted it.
 * @throws SourceError where a row is there twice, and what reading raises
 */
export async function surveyTable(pages: readonly OwnPage[], mostHeld = rowsToSort): Promise<OwnTable> {
  const numbers: number[] = [];
  let isRising = true;
  let added = 0;
  for await (const { number } of allRows(pages)) {
    if (number === undefined) added += 1;
    else {
      isRising &&= number > (numbers.at(-1) ?? 0);
      numbers.push(number);
    }
  }
  const sorted = isRising ? numbers : numbers.toSorted((one, other) => one - other);
  const twice = isRising ? undefined : sorted.find((number, index) => number === sorted[index - 1]);
  if (twice !== undefined) throw rowTwice(twice, await placesOf(twice, pages));
  return {
    last: sorted.at(-1) ?? 0,
    known: () => (isRising ? knownRows(pages) : sortedRows(pages, sorted, mostHeld)),
    added: () => addedRows(added === 0 ? [] : pages),
  };
}

async function* allRows(pages: readonly OwnPage[]): AsyncGenerator<OwnRow> {
  for (const page of pages) yield* pageRows(page);
}

async function* knownRows(pages: readonly OwnPage[]): AsyncGenerator<KnownRow> {
  for await (const row of allRows(pages)) if (isKnown(row)) yield row;
}

async function* addedRows(pages: readonly OwnPage[]): AsyncGenerator<OwnRow> {
  for await (const row of allRows(pages)) if (!isKnown(row)) yield row;
}

function isKnown(row: OwnRow): row is KnownRow {
  return row.number !== undefined;
}

/** In as many passes as keep few rows in memory at once. */
async function* sortedRows(
  pages: readonly OwnPage[],
  sorted: readonly number[],
  mostHeld: number,
): AsyncGenerator<KnownRow> {
  for (let start = 0; start < sorted.length; start += mostHeld) {
    const first = sorted[start] ?? 0;
    const end = sorted[start + mostHeld] ?? Infinity;
    const held: KnownRow[] = [];
    for await (const row of knownRows(pages)) if (row.number >= first && row.number < end) held.push(row);
    if (held.length !== Math.min(mostHeld, sorted.length - start)) {
      throw new BugError('RESULT_ROWS_DIFFER', 'The second reading of a result workbook gave other rows.');
    }
    yield* held.sort((one, other) => one.number - other.number);
  }
}

const mostPlaces = 3;

async function placesOf(number: number, pages: readonly OwnPage[]): Promise<readonly string[]> {
  const places: string[] = [];
  for await (const row of knownRows(pages)) {
    if (row.number === number) places.push(cellName(row, 0));
    if (places.length === mostPlaces) break;
  }
  return places;
}
