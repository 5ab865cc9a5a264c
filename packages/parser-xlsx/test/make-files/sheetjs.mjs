// SheetJS (npm: xlsx): compressed with shared texts, and stored without.
import { cases, fileNamed, HEADER, load, SHEET, dateOf } from './node-table.mjs';

const XLSX = load('xlsx');
const errorNumbers = { '#DIV/0!': 7, '#REF!': 23, '#NAME?': 29, '#N/A': 42 };

function cellOf(found) {
  const { kind, value, error, formula, format } = found;
  const style = format === undefined ? {} : { z: format };
  const result = error === undefined ? { v: value } : { t: 'e', v: errorNumbers[error], w: error };
  const types = { string: 's', number: 'n', boolean: 'b' };
  switch (kind) {
    case 'text':
      return {
        t: 's',
        v: value,
        ...(found.link && { l: { Target: found.link } }),
        ...(found.comment && { c: [{ a: 'office', t: found.comment }] }),
      };
    case 'date':
      return { t: 'd', v: dateOf(found), ...style };
    case 'blank':
      return { t: 'z', ...style };
    case 'error':
      return result;
    case 'formula': {
      const type = error === undefined ? { t: types[typeof value] } : {};
      const ranged = found.array ? { F: `B${found.row}:B${found.row}` } : {};
      return { f: formula, ...type, ...result, ...ranged, ...style };
    }
    default:
      return { t: types[typeof value], v: value, ...style };
  }
}

function make(name, options) {
  const sheet = { '!merges': [], '!rows': [], '!cols': [{}, {}, {}, { hidden: true }] };
  for (const [column, label] of HEADER.entries())
    sheet[XLSX.utils.encode_cell({ r: 0, c: column })] = { t: 's', v: label };
  const rows = cases(['rich-text', 'formula-uncalculated']);
  for (const found of rows) {
    sheet[`A${found.row}`] = { t: 's', v: found.key };
    sheet[`B${found.row}`] = cellOf(found);
    if (found.merge) sheet['!merges'].push({ s: { r: found.row - 1, c: 1 }, e: { r: found.row - 1, c: 2 } });
    if (found.under) sheet[`C${found.row}`] = { t: 's', v: found.under };
    if (found.key === 'hidden-row') sheet['!rows'][found.row - 1] = { hidden: true };
  }
  sheet['!ref'] = `A1:D${rows.at(-1).row}`;
  sheet['!autofilter'] = { ref: sheet['!ref'] };
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['hidden']]), 'Lists');
  XLSX.utils.book_append_sheet(book, sheet, SHEET);
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['very hidden']]), 'Deep');
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['n', 1]]), 'Notes');
  book.Workbook = {
    Sheets: [{ Hidden: 1 }, { Hidden: 0 }, { Hidden: 2 }, { Hidden: 0 }],
    WBProps: { date1904: options.date1904 },
  };
  XLSX.writeFile(book, fileNamed(name), { cellDates: true, sheetStubs: true, ...options });
}

make('sheetjs.xlsx', { compression: true, bookSST: true });
make('sheetjs-stored.xlsx', { compression: false, bookSST: false });
