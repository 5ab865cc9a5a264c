import { customerFields } from '../fields/customer-fields.js';
import type { CustomerField, Likely, Normalised } from '../fields/customer-field.js';
import type { FieldKey } from '../fields/field-key.js';
import type { Step } from '../fields/mending.js';
import type { MappedRow } from '../mapping/map-row.js';
import type { Mapping } from '../mapping/mapping.js';
import { fieldIndex, type Hint, type Note } from '../mapping/open-row.js';
import { placeInRow } from '../mapping/place-of.js';
import type { Change } from '../model/change.js';
import type { Issue } from '../model/issue.js';

/** What a likely rule would make of a value that can be sent as it is. */
export interface Offer extends Likely {
  readonly field: FieldKey;
}

/** What is found in a row, whether it can be sent or not. */
export interface RowFindings {
  readonly changes: readonly Change[];
  /** Worth a look, and no obstacle. */
  readonly warnings: readonly Issue[];
  readonly offers: readonly Offer[];
}

/** A row's values in the form in which they would be sent. */
export interface NormalisedRow {
  readonly values: Readonly<Record<string, string | number>>;
  /** Why a field's value cannot be right, as far as its rules say it. */
  readonly refusals: ReadonlyMap<FieldKey, Hint>;
  readonly found: RowFindings;
}

const none: readonly never[] = [];

/** Nearly every row has nothing of one kind or another: its list is made when it is needed. */
interface Gathered {
  readonly values: Record<string, string | number>;
  readonly refusals: Map<FieldKey, Hint>;
  changes?: Change[];
  warnings?: Issue[];
  offers?: Offer[];
}

/** Brings each of a row's texts into form, and lists what was done. */
export function normaliseRow(
  row: MappedRow,
  { sheet, mend }: Pick<Mapping, 'sheet' | 'mend'>,
): NormalisedRow {
  const gathered: Gathered = { values: {}, refusals: new Map() };
  const options = row.state === '' ? mend : { accept: mend.accept, state: row.state };
  for (const [index, field] of customerFields.entries()) {
    const text = row.texts[index] ?? '';
    if (text !== '') gather(gathered, { field, index, sheet, row }, field.normalise(text, options));
  }
  if (row.notes.length > 0)
    (gathered.warnings ??= []).push(...row.notes.map((note) => noteIssue(note, row, sheet)));
  const { values, refusals, changes = none, warnings = none, offers = none } = gathered;
  const all = row.changes.length === 0 ? changes : inFieldOrder([...row.changes, ...changes]);
  return { values, refusals, found: { changes: all, warnings, offers } };
}

interface OfField {
  readonly field: CustomerField;
  readonly index: number;
  readonly sheet: string;
  readonly row: MappedRow;
}

function gather(gathered: Gathered, of: OfField, { value, steps, why, likely, notes }: Normalised): void {
  const { key } = of.field;
  if (value !== '') gathered.values[key] = value;
  if (why !== undefined) gathered.refusals.set(key, likely === undefined ? { why } : { why, likely });
  else if (likely !== undefined) (gathered.offers ??= []).push({ field: key, ...likely });
  if (steps !== undefined) (gathered.changes ??= []).push(...changesOf(of, steps));
  if (notes !== undefined) (gathered.warnings ??= []).push(...notes.map((note) => warningOf(of, note)));
}

function changesOf({ field, index, row }: OfField, steps: readonly Step[]): readonly Change[] {
  const column = row.columns[index] ?? -1;
  const where = column < 0 ? {} : { column };
  return steps.map(({ rule, after }, step) => {
    const before = step === 0 ? row.texts[index] : steps[step - 1]?.after;
    return { field: field.key, ...where, before: before ?? '', after, rule };
  });
}

function inFieldOrder(changes: readonly Change[]): readonly Change[] {
  return changes.toSorted((one, other) => fieldIndex[one.field] - fieldIndex[other.field]);
}

function warningOf({ field, index, sheet, row }: OfField, note: string): Issue {
  return {
    code: `${field.key.toUpperCase()}_${note}`,
    level: 'warning',
    place: placeInRow(sheet, row.raw, row.columns[index] ?? -1),
    field: field.key,
    values: { found: (row.texts[index] ?? '').trim() },
  };
}

function noteIssue({ code, field, column, found }: Note, { raw }: MappedRow, sheet: string): Issue {
  const place = placeInRow(sheet, raw, column);
  return { code, level: 'warning', place, field, ...(found === undefined ? {} : { values: { found } }) };
}
