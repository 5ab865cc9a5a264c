import { SourceError, type RawRow } from '../packages/core/src/index.js';
import { openSource } from '../packages/importer/src/open-source.js';
import type { FuzzCase } from './case-kinds.js';

/** What reading a case came to. */
export type Verdict =
  { readonly kind: 'rows' | 'refused' } | { readonly kind: 'wrong'; readonly why: string };

/** Reads a file and compares it with what it holds, where that is known. Never throws. */
export async function judge(path: string, { expected }: FuzzCase): Promise<Verdict> {
  try {
    const rows = await read(path);
    if (expected === undefined) return { kind: 'rows' };
    const [wanted, found] = [JSON.stringify(expected), JSON.stringify(rows.flatMap(comparable))];
    return wanted === found
      ? { kind: 'rows' }
      : { kind: 'wrong', why: `expected ${wanted}\nbut read ${found}` };
  } catch (error) {
    if (error instanceof SourceError && expected === undefined) return { kind: 'refused' };
    return { kind: 'wrong', why: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

async function read(path: string): Promise<readonly RawRow[]> {
  const source = await openSource(path, {});
  const rows: RawRow[] = [];
  try {
    let last = 0;
    for await (const row of source.rows()) {
      if (row.row <= last) throw new Error(`row ${row.row} comes after row ${last}`);
      last = row.row;
      rows.push(row);
    }
  } finally {
    await source.close();
  }
  return rows;
}

/** A row as odd workbooks say what they expect; what is said of merged cells is left out. */
function comparable({ row, cells, issues = [] }: RawRow): readonly unknown[] {
  const own = issues
    .filter(({ code }) => code !== 'CELL_UNDER_MERGE')
    .toSorted((one, other) => (one.place.column ?? 0) - (other.place.column ?? 0));
  if (cells.length === 0 && own.length === 0) return [];
  return [{ row, cells, issues: own.map(({ code, place }) => `${code} ${place.column}`) }];
}
