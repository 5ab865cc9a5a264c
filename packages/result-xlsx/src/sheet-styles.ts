import type { RowStatus } from '@solarproof-import/core';
import { edge, fill, font } from './cell-style.js';
import type { CellStyle } from './cell-style.js';
import { statusLooks } from './status-look.js';

const ink = '1F2933';
const importTint = 'F3F6FA';
/** A fill hides the program's grid lines: these stand in for them. */
const grid = { top: edge('DCE3EB'), bottom: edge('DCE3EB'), left: edge('DCE3EB'), right: edge('DCE3EB') };

/** Text, and nothing but: a retyped `0412 …` keeps its zero, a typed `=` stays a character. */
const text = '@';

/** exceljs looks each style object up by identity: one object per look keeps 100,000 rows quick. */
export const sheetStyles = {
  data: { numFmt: text, font: font(ink) },
  guilty: {
    numFmt: text,
    font: font(ink),
    fill: fill('FBD5A6'),
    border: { ...grid, bottom: edge('D9822B') },
  },
  label: {
    numFmt: text,
    font: font(ink, { bold: true }),
    fill: fill('E4E7EB'),
    border: { bottom: edge('9AA5B1') },
  },
  importLabel: {
    numFmt: text,
    font: font('1F3A5F', { bold: true }),
    fill: fill('D3DFEC'),
    border: { bottom: edge('7B94B0') },
  },
  importText: { numFmt: text, font: font(ink), fill: fill(importTint), border: grid },
  importNumber: {
    numFmt: '0',
    font: font(ink),
    fill: fill(importTint),
    border: grid,
    alignment: { horizontal: 'center' },
  },
  number: { numFmt: '0', font: font(ink), alignment: { horizontal: 'center' } },
} as const satisfies Readonly<Record<string, CellStyle>>;

const statusStyles: ReadonlyMap<string, CellStyle> = new Map(
  Object.entries(statusLooks).map(([status, look]) => [
    status,
    { numFmt: text, font: font(ink, { bold: true }), fill: fill(look.tint), border: grid },
  ]),
);

/** The look of a cell of `Import: Status`. */
export function statusStyle(status: RowStatus): CellStyle {
  return statusStyles.get(status) ?? sheetStyles.importText;
}
