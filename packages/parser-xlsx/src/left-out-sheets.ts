import { isBlank, SourceError, type Issue } from '@solarproof-import/core';
import { shown } from './choose-sheet.js';
import { limits } from './limits.js';
import { SheetReader, type SheetContext } from './sheet-reader.js';
import { SheetXml } from './sheet-xml.js';
import type { WorkbookSheet } from './workbook.js';

/** What is needed to look into the sheets that are left out. */
export interface LeftOutSheets {
  readonly sheets: readonly WorkbookSheet[];
  readonly context: Omit<SheetContext, 'sheet'>;
  readonly xmlOf: (sheet: WorkbookSheet) => AsyncIterable<string>;
}

const mostTold = 12;

/**
 * Says which sheets are not read and how many rows with values each has; nothing where there are none. However large they
 * are, no more than `limits.leftOutCharacters` of them are looked at.
 */
export async function leftOutNotice({ sheets, context, xmlOf }: LeftOutSheets): Promise<readonly Issue[]> {
  if (sheets.length === 0) return [];
  const budget = { characters: limits.leftOutCharacters };
  const told: string[] = [];
  for (const sheet of sheets.slice(0, mostTold)) {
    const reader = new SheetReader({ ...context, sheet: sheet.name });
    told.push(`${shown(sheet)}, ${await rowCount(reader, () => xmlOf(sheet), budget)}`);
  }
  if (sheets.length > mostTold) told.push(`${sheets.length - mostTold} more`);
  const values = { sheets: told.join('; '), count: sheets.length };
  return [{ code: 'SHEETS_LEFT_OUT', level: 'warning', place: {}, values }];
}

/** `40 rows`, `more than 9,000 rows`; a sheet that is damaged stops nobody, for it is not needed. */
async function rowCount(
  reader: SheetReader,
  pieces: () => AsyncIterable<string>,
  budget: { characters: number },
): Promise<string> {
  let rows = 0;
  const xml = new SheetXml(reader);
  try {
    for await (const piece of pieces()) {
      if (budget.characters <= 0) return rows === 0 ? 'not looked into' : `more than ${counted(rows)}`;
      budget.characters -= piece.length;
      xml.write(piece);
      rows += reader.take().filter((row) => !isBlank(row)).length;
    }
    xml.end();
  } catch (error) {
    if (error instanceof SourceError) return 'not readable';
    throw error;
  }
  return rows === 0 ? 'empty' : counted(rows);
}

function counted(rows: number): string {
  return rows === 1 ? '1 row' : `${rows.toLocaleString('en-AU')} rows`;
}
