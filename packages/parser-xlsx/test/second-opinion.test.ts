// Second opinions, cell for cell: what openpyxl and LibreOffice read in the files here and in fixtures/sheets (written
// down by make-files/second_opinion.py), and what exceljs's full reader reads in them now. Each leaves something out:
// openpyxl and exceljs give numbers without their format, LibreOffice shows dates as they are formatted. So what we
// read must be what at least one of them reads; where none does, the reason stands below.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readAll } from '@solarproof-import/testkit';
import { describe, expect, it } from 'vitest';
import { openXlsx } from '../src/index.js';
import { exceljsReading } from './exceljs-reading.js';
import { cases } from './program-files.js';

interface Opinion {
  readonly file: string;
  readonly sheet: string;
  readonly openpyxl: Readonly<Record<string, string>>;
  /** What LibreOffice reads otherwise than openpyxl; `null` is nothing. */
  readonly libreoffice: Readonly<Record<string, string | null>>;
}

const noExcelDays = 'none has the 29 February 1900 of Excel, nor the days before it as Excel counts them';
const asElapsed =
  'exceljs takes a duration for a date, LibreOffice leaves the seconds out as the format says';
const lastDayOf1904 = 'past the year 9999, where Excel shows no date, so it is the number';
const escapes =
  'none resolves escapes outside of shared texts, or with small letters; ECMA-376, 22.9.2.19 knows no such difference';
const isoDate = 'openpyxl cannot open the strict format, exceljs takes the year for a number';
const blankRow = 'a row with nothing but blanks is no row to us';

/** Where all others read otherwise, by file and key: why, and why that is not what we give. `*` is every file. */
const reasons: ReadonlyMap<string, string> = new Map([
  ['* leap-day', noExcelDays],
  ['* first-day', noExcelDays],
  ['* before-leap-day', noExcelDays],
  ['* elapsed', asElapsed],
  ['exceljs-streaming-inline.xlsx escape-as-text', escapes],
  ['imitation-excel-strict.xlsx date-native', isoDate],
  ['libreoffice-1904.xlsx last-day', lastDayOf1904],
  ['openpyxl-1904.xlsx last-day', lastDayOf1904],
  ['sheetjs-stored.xlsx carriage-return', escapes],
  ['sheetjs-stored.xlsx control-character', escapes],
  ['sheetjs-stored.xlsx escape-as-text', escapes],
  ['xlsxwriter-1904.xlsx last-day', lastDayOf1904],
  ['fixtures/blank-rows.xlsx A2', blankRow],
  ['fixtures/blank-rows.xlsx A6', blankRow],
  ['fixtures/blank-rows.xlsx C6', blankRow],
  ['fixtures/blank-rows.xlsx B14', blankRow],
]);

/** Read by LibreOffice alone; it shows numbers and dates as they are formatted, so only the others are compared. */
const shownOnly = 'excel4node.xlsx';
const shownOtherwise = new Set(
  cases
    .filter(({ kind, format }) => kind === 'number' || kind === 'date' || format !== undefined)
    .map(({ key }) => key),
);

const opinions = readFileSync(new URL('other-readers.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Opinion);

function pathOf(file: string): string {
  const path = file.startsWith('fixtures/') ? `../../../fixtures/sheets/${file.slice(9)}` : `files/${file}`;
  return fileURLToPath(new URL(path, import.meta.url));
}

function letters(column: number): string {
  const rest = column < 26 ? '' : letters(Math.floor(column / 26) - 1);
  return rest + String.fromCodePoint(65 + (column % 26));
}

async function ourReading(path: string, sheet: string): Promise<ReadonlyMap<string, string>> {
  const source = await openXlsx(path, { sheet });
  try {
    const cells = (await readAll(source)).flatMap(({ row, cells: texts }) =>
      texts.map((text, at) => [`${letters(at)}${row}`, text] as const),
    );
    return new Map(cells);
  } finally {
    await source.close();
  }
}

interface Difference {
  readonly key: string;
  readonly ours: string;
  readonly theirs: readonly string[];
}

async function differences({ file, sheet, openpyxl, libreoffice }: Opinion): Promise<readonly Difference[]> {
  const ours = await ourReading(pathOf(file), sheet);
  const exceljs = await exceljsReading(pathOf(file), sheet);
  const places = new Set([
    ...ours.keys(),
    ...exceljs.keys(),
    ...Object.keys(openpyxl),
    ...Object.keys(libreoffice),
  ]);
  return [...places].flatMap((place) => {
    const text = ours.get(place) ?? '';
    const first = openpyxl[place] ?? '';
    const theirs = [
      first,
      (place in libreoffice ? libreoffice[place] : first) ?? '',
      exceljs.get(place) ?? '',
    ];
    if (theirs.includes(text)) return [];
    const row = place.replace(/\D/g, '');
    return [{ key: place === `B${row}` ? (ours.get(`A${row}`) ?? place) : place, ours: text, theirs }];
  });
}

function reasonFor(file: string, key: string): string | undefined {
  if (file === shownOnly && shownOtherwise.has(key)) return key;
  return [`${file} ${key}`, `* ${key}`].find((name) => reasons.has(name));
}

describe('what we read', () => {
  it.each(opinions)('is what another reader reads, in every cell of $file', async (opinion) => {
    const found = await differences(opinion);
    expect(found.filter(({ key }) => reasonFor(opinion.file, key) === undefined)).toEqual([]);
  });

  it('has no reason to differ that it does not need', async () => {
    const needed = new Set<string | undefined>();
    for (const opinion of opinions) {
      for (const { key } of await differences(opinion)) needed.add(reasonFor(opinion.file, key));
    }
    expect([...reasons.keys()].filter((name) => !needed.has(name))).toEqual([]);
  });
});
