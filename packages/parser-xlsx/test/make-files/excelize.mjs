// Excelize, the Go library, as npm has it for WebAssembly (excelize-wasm).
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { cases, fileNamed, HEADER, load, SHEET, serialOf } from './node-table.mjs';

const { init } = load('excelize-wasm');
const excelize = await init(path.join(process.cwd(), 'node_modules/excelize-wasm/excelize.wasm.gz'));
const book = excelize.NewFile();

function must(result) {
  if (result?.error) throw new Error(result.error);
  return result;
}

must(book.SetSheetName('Sheet1', 'Lists'));
must(book.SetCellValue('Lists', 'A1', 'hidden'));
for (const name of [SHEET, 'Deep', 'Notes']) must(book.NewSheet(name));
must(book.SetCellValue('Notes', 'A1', 'n'));
for (const [at, label] of HEADER.entries()) must(book.SetCellStr(SHEET, `${'ABCD'[at]}1`, label));

const styles = new Map();
function styleOf({ format, builtIn }) {
  const key = builtIn ?? format;
  if (!styles.has(key)) {
    const style = builtIn === undefined ? { CustomNumFmt: format } : { NumFmt: builtIn };
    styles.set(key, must(book.NewStyle(style)).style);
  }
  return styles.get(key);
}

for (const found of cases()) {
  const cell = `B${found.row}`;
  must(book.SetCellStr(SHEET, `A${found.row}`, found.key));
  if (found.kind === 'text') must(book.SetCellStr(SHEET, cell, found.value));
  else if (found.kind === 'rich') {
    const runs = found.value.map((Text, at) => (at === 1 ? { Text, Font: { Bold: true } } : { Text }));
    must(book.SetCellRichText(SHEET, cell, runs));
  } else if (found.kind === 'formula') must(book.SetCellFormula(SHEET, cell, found.formula));
  else if (found.kind === 'error') must(book.SetCellFormula(SHEET, cell, found.error));
  else if (found.kind === 'date') must(book.SetCellValue(SHEET, cell, serialOf(found)));
  else if (found.kind !== 'blank') must(book.SetCellValue(SHEET, cell, found.value));
  if (found.format) must(book.SetCellStyle(SHEET, cell, cell, styleOf(found)));
  if (found.under) must(book.SetCellStr(SHEET, `C${found.row}`, found.under));
  if (found.merge) must(book.MergeCell(SHEET, cell, `C${found.row}`));
  if (found.link) must(book.SetCellHyperLink(SHEET, cell, found.link, 'External'));
  if (found.key === 'hidden-row') must(book.SetRowVisible(SHEET, found.row, false));
}
must(book.SetColVisible(SHEET, 'D', false));
book.SetActiveSheet(1);
must(book.SetSheetVisible('Lists', false));
must(book.SetSheetVisible('Deep', false));
writeFileSync(fileNamed('excelize.xlsx'), must(book.WriteToBuffer()).buffer, 'binary');
