import { oneLine } from '../fields/normalise-text.js';
import type { RawRow } from '../model/raw-row.js';
import { hasContact } from './has-contact.js';
import { normaliseLabel } from './normalise-label.js';
import { isNote } from './note-row.js';
import { isTotals } from './totals-row.js';

/** What a row below the header is. */
export type RowKind = 'customer' | 'repeated-header' | 'totals' | 'note' | 'other-header';

/** What a row is told apart by. */
export interface RowKindContext {
  /** The header's cells, as `normaliseLabel` leaves them. */
  readonly labels: readonly string[];
  /** The 0-based columns that feed fields. */
  readonly mapped: readonly number[];
  /** Says whether a text is known to head a column. */
  readonly isKnownLabel: (label: string) => boolean;
}

/** A cell with something in it, and how it stands to the header. */
interface FilledCell {
  readonly column: number;
  readonly text: string;
  readonly isOwnLabel: boolean;
}

/**
 * Tells the rows below a header that are no customers: the header once more, totals, notes, and the header of another table. In
 * doubt a row is a customer: one that is not is refused with a reason that somebody reads, while a customer who is left out is missed later.
 */
export function rowKindOf({ cells }: RawRow, context: RowKindContext): RowKind {
  if (hasEmail(cells, context)) return 'customer';
  const filled = filledCells(cells, context.labels);
  if (filled.length === 0) return 'customer';
  if (filled.length > 1 && filled.every(({ isOwnLabel }) => isOwnLabel)) return 'repeated-header';
  const texts = filled.map(({ text }) => text);
  if (texts.some(hasContact)) return 'customer';
  if (isTotals(texts)) return 'totals';
  if (isNote(texts, filled[0]?.column === 0)) return 'note';
  return kindByLabels(filled, context.isKnownLabel);
}

/** Whether a column that feeds something holds an address: nearly all rows are told by that alone. */
function hasEmail(cells: readonly string[], { mapped, labels }: RowKindContext): boolean {
  for (const column of mapped) {
    const cell = cells[column];
    if (cell?.includes('@') === true) return !showsAnAddress(cell, labels[column]);
  }
  return false;
}

/** A label may show what it wants: `E-mail (jo@example.com)`. The first character tells most addresses from it for nothing. */
function showsAnAddress(cell: string, label = ''): boolean {
  return (cell.charCodeAt(0) | 32) === label.charCodeAt(0) && isLabel(cell, label);
}

function filledCells(cells: readonly string[], labels: readonly string[]): readonly FilledCell[] {
  const filled: FilledCell[] = [];
  for (const [column, cell] of cells.entries()) {
    if (cell === '') continue;
    const text = oneLine(cell);
    if (text !== '') filled.push({ column, text, isOwnLabel: isLabel(text, labels[column]) });
  }
  return filled;
}

/** Longer texts head no column. */
const longestLabel = 200;

function isLabel(text: string, label: string | undefined): boolean {
  if (label === undefined || label === '' || text.length > longestLabel) return false;
  return normaliseLabel(text) === label;
}

/** The fewest labels that make a header, and the part of a row's filled cells that they must be. */
const fewestLabels = 3;
const leastPart = 2 / 3;

function kindByLabels(filled: readonly FilledCell[], isKnownLabel: RowKindContext['isKnownLabel']): RowKind {
  const least = Math.max(fewestLabels, filled.length * leastPart);
  if (filled.length < least) return 'customer';
  const others = filled.filter(({ isOwnLabel }) => !isOwnLabel);
  const mostUnknown = filled.length - least;
  const known = new Set<string>();
  let unknown = 0;
  for (const { text } of others) {
    if (text.length <= longestLabel && isKnownLabel(text)) known.add(normaliseLabel(text));
    else unknown += 1;
    // Most rows without an address leave here, before all their cells have been looked up.
    if (unknown > mostUnknown) return 'customer';
  }
  // The header again, with a cell of its own making. A label in another's place makes it another table's.
  if (known.size === 0) return 'repeated-header';
  const own = filled.length - others.length;
  return own + known.size >= least ? 'other-header' : 'customer';
}
