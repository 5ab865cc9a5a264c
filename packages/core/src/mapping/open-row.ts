import { customerFields } from '../fields/customer-fields.js';
import type { Likely } from '../fields/customer-field.js';
import type { FieldKey } from '../fields/field-key.js';
import { linkedEmail } from '../fields/email/linked-email.js';
import { textMojibake } from '../fields/text-rules.js';
import type { Change } from '../model/change.js';
import type { RawRow } from '../model/raw-row.js';
import { wordKey } from './build-recipe.js';
import type { Recipe } from './mapping.js';

/** What is known of a blank or a refused value beside it: words for a sentence, or a likely value. */
export interface Hint {
  /** Goes to the issue's `values.why`. */
  readonly why?: string;
  readonly likely?: Likely;
}

/** A finding of the mapping that becomes a warning of the row. */
export interface Note {
  readonly field: FieldKey;
  /** The end of its code: `LEFT_OVER` becomes `PHONE_LEFT_OVER`. */
  readonly code: string;
  readonly column: number;
  readonly found?: string;
}

/** A row while its texts are gathered. */
export interface OpenRow {
  readonly raw: RawRow;
  readonly recipe: Recipe;
  /** The likely rules that may be applied. */
  readonly accept: ReadonlySet<string>;
  /** In the order of `customerFields`. */
  readonly texts: string[];
  /** In the same order: the 0-based column that a text is from, or would be; -1 for none. */
  readonly columns: number[];
  readonly changes: Change[];
  readonly notes: Note[];
  readonly hints: Map<FieldKey, Hint>;
}

/** Where each field stands among `customerFields`. */
export const fieldIndex = Object.fromEntries(
  customerFields.map(({ key }, index) => [key, index]),
) as Readonly<Record<FieldKey, number>>;

/** A cell's text as a field takes it: what its column goes through before any rule is listed as a change of the field. */
export function takeCell(row: OpenRow, column: number, field: FieldKey): string {
  const cell = row.raw.cells[column] ?? '';
  const steps = row.recipe.steps.get(column);
  if (cell === '' || (steps === undefined && row.raw.links === undefined)) return cell;
  let text = cell;
  const to = (rule: string, after: string): void => {
    if (after === text) return;
    row.changes.push({ field, column, before: text, after, rule });
    text = after;
  };
  if (field === 'email' || field === 'useremail')
    to('EMAIL_FROM_LINK', linkedEmail(cell, row.raw.links?.get(column)));
  if (steps?.mojibake) to(textMojibake.name, textMojibake.mend(text));
  to('VALUE_BY_PROFILE', steps?.values?.get(wordKey(text)) ?? text);
  return text;
}

/** Gives a field its text. */
export function give(row: OpenRow, field: FieldKey, [text, column]: readonly [string, number]): void {
  const index = fieldIndex[field];
  row.texts[index] = text;
  row.columns[index] = column;
}

/** The text that a field has so far. */
export function given(row: OpenRow, field: FieldKey): string {
  return row.texts[fieldIndex[field]] ?? '';
}

/** Says whether a text has nothing in it but white space. */
export function isBlankText(text: string | undefined): boolean {
  return text === undefined || text === '' || text.trim() === '';
}
