import type { Issue, RawRow } from '@solarproof-import/core';
import { cellText, isNotCalculated, type Cell, type CellContext } from './cell-text.js';
import { limits } from './limits.js';
import { plainRow } from './plain-row.js';
import { RowPosition } from './row-position.js';
import type { SheetLinks } from './sheet-links.js';
import type { SheetHandler } from './sheet-xml.js';
import { damaged, overLimit } from './source-errors.js';
import { stringReader } from './string-reader.js';
import type { Attribute } from './xml-events.js';

const longestFormula = 80;

/** What a sheet's cells lean on. */
export interface SheetContext extends CellContext {
  /** The sheet's name, for the places of issues. */
  readonly sheet: string;
  /** Where its cells lead to. Default: nowhere. */
  readonly links?: SheetLinks;
}

/** The cell that is being read. */
type OpenCell = { -readonly [Key in keyof Cell]: Cell[Key] };

/** Makes rows of a sheet's XML (ECMA-376, 18.3.1.80): fed with its rows or events, asked for the rows that are whole. */
export class SheetReader implements SheetHandler {
  readonly #context: SheetContext;
  readonly #position = new RowPosition();
  readonly #string = stringReader();
  /** For each column, the row in which it had its last cell: a cell that is there twice is seen without a search. */
  readonly #lastRowOf = new Uint32Array(limits.columns);
  #rows = 0;
  #values = 0;
  #gaps = 0;
  #state: 'before' | 'between-rows' | 'row' | 'after' = 'before';
  #inside: 'v' | 'f' | 'is' | undefined;
  #cells: string[] = [];
  #issues: Issue[] = [];
  #isHidden = false;
  #links: Map<number, string> | undefined;
  #cell: OpenCell | undefined;
  #column = 0;
  #whole: RawRow[] = [];

  constructor(context: SheetContext) {
    this.#context = context;
  }

  get isBetweenRows(): boolean {
    return this.#state === 'between-rows';
  }

  /** The rows that became whole since it was last asked, in the sheet's own order, blank ones too. */
  take(): readonly RawRow[] {
    const rows = this.#whole;
    if (rows.length > 0) this.#whole = [];
    return rows;
  }

  plainRow(text: string): boolean {
    const row = plainRow(text);
    if (row === undefined) return false;
    this.#openRow(row.reference, row.isHidden);
    for (const cell of row.cells) this.#addCell(this.#position.openCell(cell.reference), cell);
    this.#closeRow();
    return true;
  }

  open(name: string, attribute: Attribute): void {
    switch (this.#state) {
      case 'row':
        return this.#openInRow(name, attribute);
      case 'between-rows':
        return name === 'row' ? this.#openRow(attribute('r'), isTrue(attribute('hidden'))) : undefined;
      case 'before':
        if (name === 'sheetData') this.#state = 'between-rows';
        return;
      case 'after':
        if (name === 'sheetData') throw damaged('a sheet has two lists of rows');
    }
  }

  text(text: string): void {
    const cell = this.#cell;
    if (cell === undefined) return;
    if (this.#inside === 'v') cell.value = joined(cell.value, text);
    else if (this.#inside === 'f') cell.formula = joined(cell.formula, text);
    else if (this.#inside === 'is') this.#string.text(text);
  }

  close(name: string): void {
    if (this.#state === 'between-rows' && name === 'sheetData') this.#state = 'after';
    if (this.#state !== 'row') return;
    if (name === 'row') this.#closeRow();
    else if (name === 'c') this.#closeCell();
    else if (name === this.#inside) this.#inside = undefined;
    else if (this.#inside === 'is') this.#string.close(name);
  }

  #openInRow(name: string, attribute: Attribute): void {
    if (this.#cell !== undefined) return this.#openPart(name, this.#cell);
    if (name !== 'c') return;
    this.#column = this.#position.openCell(attribute('r'));
    this.#cell = {
      type: attribute('t') ?? 'n',
      style: Number(attribute('s') ?? 0),
      value: undefined,
      inline: '',
      formula: undefined,
    };
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
    this.#addCell(this.#column, cell);
  }

  #openRow(reference: string | undefined, isHidden: boolean): void {
    this.#position.openRow(reference);
    this.#isHidden = isHidden;
    this.#state = 'row';
    this.#rows += 1;
    this.#cells = [];
    this.#issues = [];
    this.#links = undefined;
  }

  #addCell(column: number, cell: Cell): void {
    if (this.#lastRowOf[column] === this.#rows) throw damaged(`row ${this.#position.row} has a cell twice`);
    this.#lastRowOf[column] = this.#rows;
    const text = cellText(cell, this.#context);
    if (isNotCalculated(cell)) {
      this.#addIssue('CELL_NOT_CALCULATED', column, `=${cell.formula ?? ''}`.slice(0, longestFormula));
    } else if (cell.type === 'e') {
      this.#addIssue('CELL_HAS_ERROR', column, text);
    }
    if (text === '') return;
    this.#values += 1;
    const gap = column - this.#cells.length;
    if (gap > 0) this.#addGap(gap);
    this.#cells[column] = text;
    if (cell.formula?.startsWith(linkFormula)) this.#addLink(column, linkIn(cell.formula));
  }

  #addGap(gap: number): void {
    this.#gaps += gap;
    if (this.#gaps > limits.gapsFree + this.#values * limits.gapsForEachValue) {
      throw overLimit('too many blank cells stand between those with a value');
    }
    for (let blank = 0; blank < gap; blank += 1) this.#cells.push('');
  }

  #addIssue(code: string, column: number, found: string): void {
    const place = { sheet: this.#context.sheet, row: this.#position.row, column };
    this.#issues.push({ code, level: 'error', place, values: { found } });
  }

  #closeRow(): void {
    const [row, cells] = [this.#position.row, this.#cells];
    const issues = this.#issues.sort((one, other) => (one.place.column ?? 0) - (other.place.column ?? 0));
    this.#state = 'between-rows';
    const linked = this.#context.links?.get(row);
    if (linked !== undefined) for (const [column, link] of linked) this.#addLink(column, link);
    const links = this.#links;
    const read: RawRow = issues.length === 0 ? { row, cells } : { row, cells, issues };
    const isPlain = !this.#isHidden && links === undefined;
    this.#whole.push(
      isPlain
        ? read
        : { ...read, ...(this.#isHidden ? { isHidden: true } : {}), ...(links ? { links } : {}) },
    );
  }

  /** What a cell leads to is only of use where its own text is no address. */
  #addLink(column: number, link: string): void {
    const text = this.#cells[column] ?? '';
    if (text !== '' && link !== '' && !text.includes('@')) (this.#links ??= new Map()).set(column, link);
  }
}

const linkFormula = 'HYPERLINK("';

/** The address in `HYPERLINK("mailto:jo@example.com","write to Jo")`; one that is put together of cells is none. */
function linkIn(formula: string): string {
  return /^HYPERLINK\("(mailto:[^"]{1,400})"[,)]/i.exec(formula)?.[1] ?? '';
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

/** A text that comes in pieces, with the next one. */
function joined(before = '', piece: string): string {
  if (before.length + piece.length > limits.xmlTextCharacters) throw overLimit('a text is longer than 1 MB');
  return before + piece;
}
