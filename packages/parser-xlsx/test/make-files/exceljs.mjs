// exceljs: as a whole, and streaming with and without shared texts.
import { cases, fileNamed, HEADER, load, SHEET, dateOf } from './node-table.mjs';

const exceljs = load('exceljs');

function valueOf(found) {
  const { kind, value, error, formula, link } = found;
  if (kind === 'rich')
    return { richText: value.map((text, at) => ({ text, ...(at === 1 && { font: { bold: true } }) })) };
  if (kind === 'date') return dateOf(found);
  if (kind === 'error') return { error };
  if (kind === 'blank') return null;
  if (link) return { text: value, hyperlink: link };
  if (kind !== 'formula') return value;
  const result = error === undefined ? value : { error };
  if (found.array) return { formula, result, shareType: 'array', ref: `B${found.row}` };
  return result === undefined ? { formula } : { formula, result };
}

function fill(sheet, found, streaming) {
  const row = sheet.getRow(found.row);
  row.getCell(1).value = found.key;
  const cell = row.getCell(2);
  if (found.format) cell.numFmt = found.format;
  cell.value = valueOf(found);
  if (found.comment) cell.note = found.comment;
  if (found.key === 'hidden-row') row.hidden = true;
  if (found.merge) sheet.mergeCells(`B${found.row}:C${found.row}`);
  if (streaming) row.commit();
}

function sheets(book, streaming, omitted) {
  const hidden = book.addWorksheet('Lists', { state: 'hidden' });
  hidden.addRow(['hidden']).commit();
  const sheet = book.addWorksheet(SHEET);
  sheet.getColumn(4).hidden = true;
  sheet.addRow(HEADER).commit();
  for (const found of cases(['merged-over-value', ...omitted])) fill(sheet, found, streaming);
  sheet.autoFilter = 'A1:D90';
  book.addWorksheet('Deep', { state: 'veryHidden' }).addRow(['very hidden']).commit();
  book.addWorksheet('Notes').addRow(['n', 1]).commit();
}

const whole = new exceljs.Workbook();
sheets(whole, false, []);
whole
  .getWorksheet('Notes')
  .addTable({ name: 'T', ref: 'A3', headerRow: true, columns: [{ name: 'a' }], rows: [['b']] });
await whole.xlsx.writeFile(fileNamed('exceljs.xlsx'));

for (const shared of [true, false]) {
  const filename = fileNamed(shared ? 'exceljs-streaming-shared.xlsx' : 'exceljs-streaming-inline.xlsx');
  const book = new exceljs.stream.xlsx.WorkbookWriter({
    filename,
    useSharedStrings: shared,
    useStyles: true,
  });
  sheets(book, true, ['link', 'comment']);
  await book.commit();
}
