import { limits } from './limits.js';
import { MergedRanges } from './merged-cells.js';
import { isBalanced, plainRowTag } from './plain-row.js';
import { RowPosition } from './row-position.js';
import type { LinkedRange } from './sheet-links.js';
import { SheetXml, type SheetHandler } from './sheet-xml.js';
import { damaged, overLimit } from './source-errors.js';
import type { Attribute } from './xml-events.js';

/** What must be known of a sheet before its rows can be given, for it stands after them. */
export interface SheetSurvey {
  readonly merged: MergedRanges;
  /** Cells with a link, as far as `limits.links` goes. */
  readonly linked: readonly LinkedRange[];
  /** The numbers of its rows, sorted, where they do not stand in order; otherwise left out. */
  readonly sortedRows?: Uint32Array;
}

/**
 * Goes through a sheet once, without reading its cells. What is damaged there is found by the reading itself.
 * @throws SourceError where the XML is broken or beyond `limits`, or a row is there twice
 */
export async function surveySheet(pieces: AsyncIterable<string>): Promise<SheetSurvey> {
  const surveyor = new SheetSurveyor();
  const xml = new SheetXml(surveyor);
  for await (const piece of pieces) xml.write(piece);
  xml.end();
  return surveyor.result();
}

class SheetSurveyor implements SheetHandler {
  readonly #merged = new MergedRanges();
  readonly #linked: LinkedRange[] = [];
  readonly #position = new RowPosition();
  #numbers = new Uint32Array(1_024);
  #count = 0;
  #isRising = true;
  #isInCell = false;
  #state: 'before' | 'between-rows' | 'row' | 'after' = 'before';

  get isBetweenRows(): boolean {
    return this.#state === 'between-rows';
  }

  result(): SheetSurvey {
    const found = { merged: this.#merged, linked: this.#linked };
    if (this.#isRising) return found;
    const sortedRows = this.#numbers.subarray(0, this.#count).sort();
    const twice = sortedRows.find((row, index) => row === sortedRows[index - 1]);
    if (twice !== undefined) throw damaged(`row ${twice} is there twice`);
    return { ...found, sortedRows };
  }

  plainRow(text: string): boolean {
    const tag = plainRowTag(text);
    if (tag === undefined || !isBalanced(text)) return false;
    // A row without a number has that of its first cell that has one.
    if (tag.reference === undefined && /\sr\s*=/.test(text)) return false;
    this.#position.openRow(tag.reference);
    this.#addRow();
    return true;
  }

  open(name: string, attribute: Attribute): void {
    if (this.#state === 'row') {
      // As the reading does it: what stands within a cell is none.
      if (name === 'c' && !this.#isInCell) this.#position.openCell(attribute('r'));
      if (name === 'c') this.#isInCell = true;
    } else if (name === 'sheetData') {
      this.#state = 'between-rows';
    } else if (name === 'row' && this.#state === 'between-rows') {
      this.#position.openRow(attribute('r'));
      this.#state = 'row';
    } else if (name === 'mergeCell') {
      this.#merged.add(attribute('ref') ?? '');
    } else if (name === 'hyperlink' && this.#linked.length < limits.links) {
      this.#linked.push({ reference: attribute('ref') ?? '', id: attribute(':id') ?? '' });
    }
  }

  close(name: string): void {
    if (name === 'c') this.#isInCell = false;
    else if (name === 'row' && this.#state === 'row') this.#addRow();
    else if (name === 'sheetData' && this.#state === 'between-rows') this.#state = 'after';
  }

  text(): void {
    // Cells are read later.
  }

  #addRow(): void {
    this.#state = 'between-rows';
    const { row } = this.#position;
    if (this.#count >= limits.rows) throw overLimit('it has more rows than a sheet has');
    if (this.#count === this.#numbers.length) {
      const more = new Uint32Array(this.#count * 2);
      more.set(this.#numbers);
      this.#numbers = more;
    }
    this.#isRising &&= row > (this.#numbers[this.#count - 1] ?? 0);
    this.#numbers[this.#count] = row;
    this.#count += 1;
  }
}
