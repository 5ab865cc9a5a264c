import exceljs from 'exceljs';

/** What exceljs's full reader reads in a sheet, by address, in our way of writing; nothing where it cannot open it. */
export async function exceljsReading(path: string, sheet: string): Promise<ReadonlyMap<string, string>> {
  const cells = new Map<string, string>();
  const book = new exceljs.Workbook();
  try {
    await book.xlsx.readFile(path);
  } catch {
    return cells;
  }
  book.getWorksheet(sheet)?.eachRow((row) => {
    row.eachCell((cell) => {
      // A cell under a merge says what stands top left.
      if (cell.master === cell) cells.set(cell.address, textOf(cell.value));
    });
  });
  return cells;
}

function textOf(value: exceljs.CellValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return String(value).toUpperCase();
  if (value instanceof Date) return dateText(value);
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('error' in value) return value.error;
  if ('text' in value) return textOf(value.text);
  return 'result' in value ? textOf(value.result) : '';
}

function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const text = new Date(Math.round(date.getTime() / 1000) * 1000)
    .toISOString()
    .slice(0, 19)
    .replace('T', ' ');
  return text.replace(/^1899-12-30 /, '').replace(/ 00:00:00$/, '');
}
