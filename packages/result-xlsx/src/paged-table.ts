import type { ExcelWriter, SheetCell, SheetWriter } from './excel-writer.js';

/** What a spreadsheet program holds at most in a sheet, the header included. */
const sheetRowLimit = 1_048_576;
/** Notes a sheet gets at most: each costs the program that opens it more than a hundred cells do. */
export const sheetNoteLimit = 1_000;

/** A table that goes on in `Name (2)`, `Name (3)` … when a sheet is full. */
export interface TableSetup {
  readonly name: string;
  readonly header: readonly SheetCell[];
  readonly widths: readonly number[];
  /** Rows a sheet holds, the header included; default 1,048,576. */
  readonly sheetRows?: number;
  /** Notes a sheet gets at most, the first ones; default 1,000. */
  readonly sheetNotes?: number;
}

/** A table being written. */
export interface TableWriter {
  write(cells: readonly SheetCell[]): Promise<void>;
  finish(): void;
}

/** Opens the table's first sheet and writes its header; each further sheet gets the header again. */
export async function openPagedTable(book: ExcelWriter, setup: TableSetup): Promise<TableWriter> {
  const { sheetRows = sheetRowLimit, sheetNotes = sheetNoteLimit, header } = setup;
  let pages = 0;
  let rows = 0;
  let notes = 0;
  let sheet = await nextPage();

  async function nextPage(): Promise<SheetWriter> {
    pages++;
    rows = 1;
    notes = 0;
    const name = pages === 1 ? setup.name : `${setup.name} (${pages})`;
    const page = book.addSheet({ name, widths: setup.widths, kind: 'table' });
    await page.write(header);
    return page;
  }

  function withinNotes(cell: SheetCell): SheetCell {
    if (cell.note === undefined || ++notes <= sheetNotes) return cell;
    return { value: cell.value, style: cell.style };
  }

  return {
    async write(cells) {
      if (rows >= sheetRows) {
        sheet.finish(header.length);
        sheet = await nextPage();
      }
      rows++;
      await sheet.write(cells.map(withinNotes));
    },
    finish: () => sheet.finish(header.length),
  };
}
