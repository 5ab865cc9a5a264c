// Files that other programs wrote, each of the same table: what a person sees in them is what is read.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { RawRow, RowSource } from '@solarproof-import/core';
import { readAll } from '@solarproof-import/testkit';
import { describe, expect, it } from 'vitest';
import { openXlsx } from '../src/index.js';
import { cases, notCalculated, programFiles, type Case, type ProgramFile } from './program-files.js';

const folder = fileURLToPath(new URL('files/', import.meta.url));
const edges = ['openpyxl-edges.xlsx', 'xlsxwriter-edges.xlsx'];
const header = ['__proto__', 'constructor', 'toString', 'in a hidden column'];

interface Seen {
  readonly row: number;
  readonly cells: readonly string[];
  readonly issues: readonly string[];
}

function seen({ row, cells, issues = [] }: RawRow): Seen {
  return { row, cells, issues: issues.map(({ code }) => code) };
}

function issuesOf({ error, under }: Case, differs: string | undefined): readonly string[] {
  if (differs === notCalculated) return ['CELL_NOT_CALCULATED'];
  if (differs !== undefined) return [];
  if (under !== undefined) return ['CELL_UNDER_MERGE'];
  return error === undefined ? [] : ['CELL_HAS_ERROR'];
}

function expected(found: Case, { system, differs }: ProgramFile): Seen {
  const own = differs.get(found.key) ?? (found.key === 'formula-uncalculated' ? notCalculated : undefined);
  const shown = own ?? (system === 1904 ? found.shows1904 : undefined) ?? found.shows;
  const text = shown === notCalculated ? '' : shown;
  const cells = text === '' ? [found.key] : [found.key, text];
  return { row: found.row, cells, issues: issuesOf(found, own) };
}

async function read<Result>(
  name: string,
  sheet: string | undefined,
  work: (source: RowSource) => Promise<Result>,
) {
  const source = await openXlsx(`${folder}${name}`, { sheet });
  try {
    return await work(source);
  } finally {
    await source.close();
  }
}

describe('a workbook that another program wrote', () => {
  it.each([...programFiles])('gives what a person sees, in %s', async (name, file) => {
    await read(name, file.asked ? file.sheet : undefined, async (source) => {
      expect(source.sheet).toBe(file.sheet);
      expect(source.notices[0]?.values?.['sheets']).toBe(file.others);
      const rows = (await readAll(source)).map(seen);
      const wanted = cases
        .filter(({ key }) => !file.omits.includes(key))
        .map((found) => expected(found, file));
      expect(rows).toEqual([{ row: 1, cells: file.header ?? header, issues: [] }, ...wanted]);
    });
  });

  it.each(edges)('gives the last column and the last row there can be, in %s', async (name) => {
    const rows = await read(name, undefined, async (source) => (await readAll(source)).map(seen));
    const filled = rows.map(({ row, cells }) => [row, cells.length, ...cells.filter((cell) => cell !== '')]);
    expect(filled).toEqual([
      [1, 1, 'key'],
      [3, 16_384, 'last column'],
      [1_048_576, 2, 'last row'],
    ]);
  });

  it('is expected to be so, whichever file it is', () => {
    expect(readdirSync(folder).toSorted()).toEqual([...programFiles.keys(), ...edges].toSorted());
  });
});
