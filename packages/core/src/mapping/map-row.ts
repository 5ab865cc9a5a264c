import { customerFields } from '../fields/customer-fields.js';
import { isAbn } from '../fields/choice/is-abn.js';
import type { Change } from '../model/change.js';
import type { FieldKey } from '../fields/field-key.js';
import type { RawRow } from '../model/raw-row.js';
import { gatherNames } from './gather-names.js';
import { gatherPhones } from './gather-phones.js';
import type { Mapping } from './mapping.js';
import {
  fieldIndex,
  give,
  given,
  isBlankText,
  takeCell,
  type Hint,
  type Note,
  type OpenRow,
} from './open-row.js';

/** A row's text for each field, before anything is judged. */
export interface MappedRow {
  readonly raw: RawRow;
  /** In the order of `customerFields`; `''` where the cell is blank or there is no column. */
  readonly texts: readonly string[];
  /** In the same order: the cell's 0-based column, -1 where the text came from a default or from nowhere. */
  readonly columns: readonly number[];
  /** Whether any mapped cell has a value of its own. Without one the row is no customer. */
  readonly hasValue: boolean;
  /** What was done to come to these texts: whole names taken apart, a phone taken from another column … */
  readonly changes: readonly Change[];
  readonly notes: readonly Note[];
  readonly hints: ReadonlyMap<FieldKey, Hint>;
  /** The state of the row's address; `''` where there is none. */
  readonly state: string;
}

/** Takes from a row what the mapping says, blanks filled from the defaults. */
export function mapRow(mapping: Mapping, raw: RawRow): MappedRow {
  const { recipe, defaults, mend } = mapping;
  const { accept } = mend;
  const row: OpenRow = {
    raw,
    recipe,
    accept,
    texts: [],
    columns: [],
    changes: [],
    notes: [],
    hints: new Map(),
  };
  for (const [index, field] of customerFields.entries()) {
    const column = recipe.columns[index] ?? -1;
    row.columns.push(column);
    row.texts.push(column < 0 ? '' : takeCell(row, column, field.key));
  }
  if (recipe.splits.length > 0) takeSplits(row);
  if (recipe.joins.size > 0) takeJoins(row);
  gatherNames(row);
  if (recipe.phones.length > 0) gatherPhones(row);
  takeLikely(row);
  if (defaults.size > 0) fillBlanks(row, defaults);
  const { texts, columns, changes, notes, hints } = row;
  return {
    raw,
    texts,
    columns,
    changes,
    notes,
    hints,
    hasValue: hasValue(row),
    state: raw.cells[recipe.state] ?? '',
  };
}

function hasValue({ raw, recipe }: OpenRow): boolean {
  for (const column of recipe.fed.keys()) if (!isBlankText(raw.cells[column])) return true;
  return false;
}

function takeSplits(row: OpenRow): void {
  for (const column of row.recipe.splits) {
    const split = row.recipe.steps.get(column)?.split;
    const cell = row.raw.cells[column] ?? '';
    if (split === undefined || isBlankText(cell)) continue;
    const parts = cell.split(split.at);
    for (const [index, field] of split.into.entries()) {
      const isLast = index === split.into.length - 1;
      const text = (isLast ? parts.slice(index).join(split.at) : (parts[index] ?? '')).trim();
      if (text === '' || !isBlankText(given(row, field))) continue;
      if (text !== cell)
        row.changes.push({ field, column, before: cell, after: text, rule: 'SPLIT_BY_PROFILE' });
      give(row, field, [text, column]);
    }
  }
}

function takeJoins(row: OpenRow): void {
  for (const [field, { columns, with: between }] of row.recipe.joins) {
    const parts = columns.map((column) => takeCell(row, column, field).trim()).filter((part) => part !== '');
    const column = columns[0] ?? -1;
    const text = parts.join(between);
    if (parts.length > 1)
      row.changes.push({ field, column, before: parts[0] ?? '', after: text, rule: 'JOINED_BY_PROFILE' });
    give(row, field, [text, column]);
  }
}

/** What stands elsewhere in the row and is probably meant: taken where that is accepted, else offered. */
function takeLikely(row: OpenRow): void {
  const { accept, recipe, columns } = row;
  const offer = (field: FieldKey, rule: string, [value, column]: readonly [string, number]): void => {
    if (!accept.has(rule)) {
      row.hints.set(field, { likely: { rule, value } });
      return;
    }
    row.changes.push({ field, column, before: '', after: value, rule });
    give(row, field, [value, column]);
  };
  if (isBlankText(given(row, 'phone1')) && !isBlankText(given(row, 'companyphone')))
    offer('phone1', 'PHONE_FROM_COMPANY', [
      given(row, 'companyphone'),
      columns[fieldIndex.companyphone] ?? -1,
    ]);
  if (!isBlankText(given(row, 'type'))) return;
  const isCompany = !isBlankText(given(row, 'companyname')) || isAbn(row.raw.cells[recipe.abn] ?? '');
  if (isCompany) offer('type', 'TYPE_FROM_COMPANY', ['COMMERCIAL', columns[fieldIndex.type] ?? -1]);
}

function fillBlanks(row: OpenRow, defaults: ReadonlyMap<FieldKey, string>): void {
  for (const [field, value] of defaults) {
    if (isBlankText(given(row, field))) give(row, field, [value, -1]);
  }
}
