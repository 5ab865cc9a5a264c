import type { Issue, RawRow } from '@solarproof-import/core';
import { cellText, isNotCalculated, type Cell, type CellContext } from './cell-text.js';
import { columnOf, rowNumberOf } from './cell-reference.js';
import { stringReader } from './string-reader.js';
import type { Attribute, XmlHandler } from './xml-events.js';

const longestFormula = 80;

/** The cell that is being read. */
type OpenCell = { -readonly [Key in keyof Cell]: Cell[Key] };

/** Makes rows of a sheet's XML (ECMA-376, 18.3.1.80): fed with its events, asked for the rows that are whole. */
export class SheetReader implements XmlHandler {
  readonly #sheet: string;
  readonly #context: CellContext;
  readonly #string = stringReader();
  #inRows = false;
  #inside: 'v' | 'f' | 'is' | undefined;
  #row = 0;
  #column = -1;
  #cells: string[] = [];
  #issues: Issue[] = [];
  #cell: OpenCell | undefined;
  #whole: RawRow[] = [];

  /** @param sheet its name, for the places of issues */
  constructor(sheet: string, context: CellContext) {
    this.#sheet = sheet;
    this.#context = context;
  }

  /** The rows that became whole since it was last asked, blank ones too. */
  take(): readonly RawRow[] {
    const rows = this.#whole;
    if (rows.length > 0) this.#whole = [];
    return rows;
  }

  open(name: string, attribute: Attribute): void {
    if (name === 'sheetData') this.#inRows = true;
    if (!this.#inRows) return;
    if (name === 'row') this.#openRow(attribute('r'));
    else if (name === 'c') this.#openCell(attribute);
    else if (this.#cell !== undefined) this.#openPart(name, this.#cell);
  }

  text(text: string): void {
    const cell = this.#cell;
    if (cell === undefined) return;
    if (this.#inside === 'v') cell.value = (cell.value ?? '') + text;
    else if (this.#inside === 'f') cell.formula = (cell.formula ?? '') + text;
    else if (this.#inside === 'is') this.#string.text(text);
  }

  close(name: string): void {
    if (!this.#inRows) return;
    if (name === 'sheetData') this.#inRows = false;
    else if (name === 'row') this.#closeRow();
    else if (name === 'c') this.#closeCell();
    else if (name === this.#inside) this.#inside = undefined;
    else if (this.#inside === 'is') this.#string.close(name);
  }

  #openRow(reference: string | undefined): void {
    this.#row = rowNumberOf(reference, this.#row);
    this.#column = -1;
    this.#cells = [];
    this.#issues = [];
  }

  #openCell(attribute: Attribute): void {
    this.#column = columnOf(attribute('r'), this.#column);
    const type = attribute('t') ?? 'n';
    this.#cell = { column: this.#column, type, style: Number(attribute('s') ?? 0), inline: '' };
    this.#inside = undefined;
    this.#string.start();
  }

  #openPart(name: string, cell: OpenCell): void {
    if (this.#inside === 'is') return this.#string.open(name);
    if (name === 'v') cell.value ??= '';
    else if (name === 'f') cell.formula ??= '';
    else if (name !== 'is') return;
    this.#inside = name;
  }

  #closeCell(): void {
    const cell = this.#cell;
    if (cell === undefined) return;
    this.#cell = undefined;
    cell.inline = this.#string.result();
    const text = cellText(cell, this.#context);
    if (isNotCalculated(cell)) {
      this.#addIssue('CELL_NOT_CALCULATED', cell.column, `=${cell.formula ?? ''}`.slice(0, longestFormula));
    } else if (cell.type === 'e') {
      this.#addIssue('CELL_HAS_ERROR', cell.column, text);
    }
    if (text === '') return;
    while (this.#cells.length < cell.column) this.#cells.push('');
    this.#cells[cell.column] = text;
  }

  #addIssue(code: string, column: number, found: string): void {
    const place = { sheet: this.#sheet, row: this.#row, column };
    this.#issues.push({ code, level: 'error', place, values: { found } });
  }

  #closeRow(): void {
    const [row, cells, issues] = [this.#row, this.#cells, this.#issues];
    this.#whole.push(issues.length === 0 ? { row, cells } : { row, cells, issues });
  }
}
