import { certainOnly } from '../fields/customer-field.js';
import { normalisePhone } from '../fields/phone/normalise-phone.js';
import { isMobileNumber } from '../fields/phone/sendable-phone.js';
import { splitPhones } from '../fields/phone/split-phones.js';
import { blankWord } from '../fields/text-rules.js';
import type { PhoneTarget } from './column-target.js';
import { fieldIndex, give, isBlankText, takeCell, type OpenRow } from './open-row.js';

/** One number of a row, as its cell has it. */
interface Candidate {
  readonly text: string;
  readonly cell: string;
  readonly column: number;
  readonly target: PhoneTarget;
}

/**
 * Gives a row its first and second phone: the first two different numbers of its phone columns. Mobiles come first, but where
 * columns say themselves which phone is the first and which the second. A third is left over, and it is said.
 */
export function gatherPhones(row: OpenRow): void {
  const { phones } = row.recipe;
  const [only] = phones;
  if (only !== undefined && phones.length === 1 && only.kind < 0) {
    const cell = takeCell(row, only.column, 'phone1');
    const pieces = isBlankText(cell) ? [] : splitPhones(cell);
    if (pieces.length < 2) return give(row, 'phone1', [cell, only.column]);
  }
  const found = candidates(row);
  const [first, ...others] = inOrder(found, phones);
  if (first === undefined) {
    if (only !== undefined) row.columns[fieldIndex.phone1] = only.column;
    return;
  }
  take(row, 'phone1', first);
  const different = withoutRepeated(row, first, others);
  const second = different.find(({ target }) => target === 'phone2') ?? different[0];
  if (second === undefined) return;
  take(row, 'phone2', second);
  for (const { text, column } of different) {
    if (text === second.text && column === second.column) continue;
    row.notes.push({ field: 'phone2', code: 'PHONE_LEFT_OVER', column, found: text.trim() });
  }
}

function candidates(row: OpenRow): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const { column, target, kind } of row.recipe.phones) {
    const isOther = kind >= 0 && /fax|pager/i.test(row.raw.cells[kind] ?? '');
    if (isOther || isBlankText(row.raw.cells[column])) continue;
    const field = found.length === 0 ? 'phone1' : 'phone2';
    const cell = takeCell(row, column, field);
    if (blankWord.mend(cell.trim()) === '')
      row.changes.push({ field, column, before: cell, after: '', rule: blankWord.name });
    else found.push(...splitPhones(cell).map((text) => ({ text, cell, column, target })));
  }
  return found;
}

function inOrder(
  found: readonly Candidate[],
  phones: readonly { readonly target: PhoneTarget }[],
): readonly Candidate[] {
  if (found.length < 2 || phones.some(({ target }) => target === 'phone1' || target === 'phone2'))
    return found;
  const isMobile = ({ text }: Candidate): boolean => isMobileNumber(numberOf(text));
  return [...found.filter(isMobile), ...found.filter((candidate) => !isMobile(candidate))];
}

function numberOf(text: string): string {
  return String(normalisePhone(text, certainOnly).value);
}

function withoutRepeated(row: OpenRow, first: Candidate, others: readonly Candidate[]): readonly Candidate[] {
  if (others.length === 0) return others;
  const seen = new Set([numberOf(first.text)]);
  return others.filter(({ text, column }) => {
    const number = numberOf(text);
    if (!seen.has(number)) return seen.add(number);
    row.changes.push({ field: 'phone2', column, before: text, after: '', rule: 'PHONE_REPEATED' });
    return false;
  });
}

function take(row: OpenRow, field: 'phone1' | 'phone2', { text, cell, column }: Candidate): void {
  const before = row.changes.findLast((change) => change.field === field)?.after;
  const isNext = field === 'phone1' && column !== row.recipe.phones[0]?.column;
  if (isNext || (before !== undefined && before !== text))
    row.changes.push({ field, column, before: before ?? '', after: text, rule: 'PHONE_FROM_NEXT_COLUMN' });
  else if (text !== cell) row.changes.push({ field, column, before: cell, after: text, rule: 'PHONE_SPLIT' });
  give(row, field, [text, column]);
}
