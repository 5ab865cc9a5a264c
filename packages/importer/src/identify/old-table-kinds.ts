import { SourceError } from '@solarproof-import/core';
import type { FileProbe } from './file-probe.js';
import { refusedTable, type ForeignKind } from './refused.js';
import { startsWithOneOf } from './starts-with.js';

/** The first record of a workbook of Excel 2 to 5, or of 97 without its container: what it is, its length, its version. */
const isBareExcel = startsWithOneOf(
  '\u0009\0\u0004\0',
  '\u0009\u0002\u0006\0',
  '\u0009\u0004\u0006\0',
  '\u0009\u0008\u0006\0',
  '\u0009\u0008\u0008\0',
  '\u0009\u0008\u0010\0',
);
const isLotus = startsWithOneOf(
  '\0\0\u0002\0\u0004\u0004',
  '\0\0\u0002\0\u0006\u0004',
  '\0\0\u001a\0\0\u0010\u0004\0',
);

/** Tables of old programs that Excel or LibreOffice still opens. */
export const oldTableKinds: readonly ForeignKind[] = [
  {
    matches: isBareExcel,
    refuse: () =>
      new SourceError('SOURCE_OLD_EXCEL', 'This is a very old Excel file (.xls, before Excel 97).', [
        'Open it in LibreOffice (newer versions of Excel block such files) and save it as .xlsx.',
      ]),
  },
  {
    matches: isLotus,
    refuse: () =>
      new SourceError('SOURCE_IS_LOTUS', 'This is a sheet of Lotus 1-2-3.', [
        'Open it in LibreOffice and save it as .xlsx.',
      ]),
  },
  {
    matches: isDbf,
    refuse: () => refusedTable('SOURCE_IS_DBF', 'This is a dBase table (.dbf).'),
  },
  {
    matches: ({ text }) => isSylk(text),
    refuse: () => refusedTable('SOURCE_IS_SYLK', 'This is a SYLK file (.slk), an old exchange format.'),
  },
];

/** A version, a day, the lengths of header and rows, and the first column's type: no text has all of that. */
function isDbf({ head }: FileProbe): boolean {
  const [version = 0, , month = 0, day = 0] = head;
  if (![0x02, 0x03, 0x30, 0x31, 0x32, 0x43, 0x83, 0x8b, 0xcb, 0xf5, 0xfb].includes(version)) return false;
  if (month < 1 || month > 12 || day < 1 || day > 31 || head.length < 65) return false;
  const view = Buffer.from(head.subarray(0, 32));
  const headerLength = view.readUInt16LE(8);
  if (headerLength < 65 || view.readUInt16LE(10) < 2) return false;
  return 'CNDLMFIBGPYTVXW@O+0Q'.includes(String.fromCharCode(head[43] ?? 0));
}

/** `ID;P` alone also begins a CSV with the labels `ID` and `Postcode`: the rows after it must all be SYLK, one of them a cell. */
function isSylk(text: string): boolean {
  if (!text.startsWith('ID;P')) return false;
  // Excel writes some sixty rows on formats and fonts before the first cell.
  const rows = text.split(/\r\n?|\n/, 400).slice(1, -1);
  const known = /^(?:P|F|B|C|O|NN|NU|NE|NL|W|E)(?:;|$)/;
  return rows.every((row) => known.test(row)) && rows.some((row) => /^[CFB];[XY]\d/.test(row));
}
