/** A process of its own that makes the lists to be measured with: `make-files.ts FOLDER ROWS`. */
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { buildWorkbook, xmlText } from '@solarproof-import/testkit';
import { customerAt, customerLabels } from './make-customers.js';
import { sourceFiles } from './source-files.js';

const [folder = '', rows = ''] = process.argv.slice(2);
const files = sourceFiles(folder, Number(rows));
await pipeline(Readable.from(csvOf(Number(rows))), createWriteStream(files.csv));
await writeFile(files.xlsx, workbookOf(Number(rows)));

function* csvOf(count: number): Generator<string> {
  yield `${customerLabels.join(',')}\r\n`;
  for (let index = 0; index < count; index += 1) {
    yield `${customerAt(index)
      .map((cell) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
      .join(',')}\r\n`;
  }
}

/** As spreadsheet programs write it: texts shared, numbers and dates as numbers. */
function workbookOf(count: number): Uint8Array {
  const numbers = new Map<string, number>();
  const shared = (text: string): number => {
    const known = numbers.get(text) ?? numbers.size;
    if (known === numbers.size) numbers.set(text, known);
    return known;
  };
  const rows = [rowXml(customerLabels, 1, shared)];
  for (let index = 0; index < count; index += 1) rows.push(rowXml(customerAt(index), index + 2, shared));
  return buildWorkbook({
    sheets: [{ name: 'Customers', rows: rows.join('') }],
    sharedStrings: [...numbers.keys()].map((text) => `<si><t>${xmlText(text)}</t></si>`).join(''),
    styles: '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs>',
  });
}

function rowXml(cells: readonly string[], row: number, shared: (text: string) => number): string {
  const written = cells.map((text, column) => {
    if (text === '') return '';
    const at = `r="${String.fromCharCode(65 + column)}${row}"`;
    if (/^\d{4}-\d\d-\d\d$/.test(text)) return `<c ${at} s="1"><v>${dateNumber(text)}</v></c>`;
    if (/^[1-9]\d*$/.test(text)) return `<c ${at}><v>${text}</v></c>`;
    return `<c ${at} t="s"><v>${shared(text)}</v></c>`;
  });
  return `<row r="${row}">${written.join('')}</row>`;
}

/** Days since 30 December 1899 (ECMA-376, 18.17.4.1). */
function dateNumber(date: string): number {
  return Date.parse(date) / 86_400_000 + 25_569;
}
