import { z } from 'zod';
import { customerFields } from '../fields/customer-fields.js';
import type { CustomerField, Normalised } from '../fields/customer-field.js';
import type { MappedRow } from '../mapping/map-row.js';
import { placeInRow } from '../mapping/place-of.js';
import type { Change } from '../model/change.js';
import type { CustomerDraft } from '../model/customer-draft.js';
import type { Issue, Place } from '../model/issue.js';

/** A row that can be sent, or every reason why it cannot. The changes hold either way. */
export type Validated =
  | { readonly kind: 'valid'; readonly draft: CustomerDraft; readonly changes: readonly Change[] }
  | { readonly kind: 'invalid'; readonly issues: readonly Issue[]; readonly changes: readonly Change[] };

const customerSchema = z.object(
  Object.fromEntries(
    customerFields.map(({ key, required, schema }) => [key, required ? schema : schema.optional()]),
  ),
);

/**
 * Normalises and judges a row's texts. The only maker of a `CustomerDraft`.
 * All problems of a row at once: one for each field at most, beside what the reader found in mapped cells.
 */
export function validateRow(row: MappedRow, sheet: string): Validated {
  const values: Record<string, string | number> = {};
  const changes: Change[] = [];
  const whys = new Map<string, string>();
  for (const [index, field] of customerFields.entries()) {
    const text = row.texts[index] ?? '';
    const normalised = text === '' ? blank : field.normalise(text);
    if (normalised.value !== '') values[field.key] = normalised.value;
    if (normalised.why !== undefined) whys.set(field.key, normalised.why);
    if (normalised.rule !== undefined && normalised.value !== '')
      changes.push(changeOf(field, normalised, [text, row.columns[index] ?? -1]));
  }
  const unread = [...shiftedValues(row), ...unreadCells(row, sheet)];
  const judged = customerSchema.safeParse(values);
  if (judged.success && unread.length === 0) {
    // The schema above has just proven it: this is the one place where a draft comes into being.
    return { kind: 'valid', draft: values as unknown as CustomerDraft, changes };
  }
  const refused = new Set(judged.success ? [] : judged.error.issues.map((issue) => String(issue.path[0])));
  const unreadColumns = new Set(unread.map((issue) => issue.place.column));
  const issues = [...unread];
  for (const [index, field] of customerFields.entries()) {
    const column = row.columns[index] ?? -1;
    if (!refused.has(field.key) || unreadColumns.has(column)) continue;
    const found = values[field.key] === undefined ? '' : (row.texts[index] ?? '').trim();
    issues.push(
      refusalOf(field, { found, why: whys.get(field.key), place: placeInRow(sheet, row.raw, column) }),
    );
  }
  return { kind: 'invalid', issues, changes: changes.filter(({ field }) => !refused.has(field)) };
}

const blank: Normalised = { value: '' };

function changeOf(
  field: CustomerField,
  normalised: Normalised,
  [before, column]: readonly [string, number],
): Change {
  const where = column < 0 ? {} : { column };
  return { field: field.key, ...where, before, after: String(normalised.value), rule: normalised.rule ?? '' };
}

/**
 * A row with values beyond its labels has probably a value that was cut in two, and all after it stand one column too far. Where a
 * field that takes any text comes last, nothing else would show it: a customer would be made of a wrong one.
 */
function shiftedValues({ raw, columns, texts }: MappedRow): Issue[] {
  const beyond = raw.issues?.find(({ code }) => code === 'ROW_TOO_LONG');
  if (beyond === undefined) return [];
  const last = Math.max(...columns.filter((_, index) => texts[index]?.trim() !== ''));
  const isProven = customerFields[columns.indexOf(last)]?.takesAnyText !== true;
  return isProven ? [] : [{ ...beyond, level: 'error' }];
}

/** What a spreadsheet program shows instead of a value that it cannot calculate (ECMA-376, 18.17.3), in a CSV as text. */
const spreadsheetError = /^#(?:N\/A|REF!|NAME\?|VALUE!|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|FIELD!|GETTING_DATA)$/;

/** What the reader could not read counts where the cell feeds a field, and only there. */
function unreadCells(row: MappedRow, sheet: string): Issue[] {
  const found = [...errorTexts(row, sheet)];
  for (const issue of row.raw.issues ?? []) {
    if (issue.level === 'warning') continue;
    const index = row.columns.findIndex((column) => column >= 0 && column === issue.place.column);
    const field = customerFields[index];
    if (field) found.push({ ...issue, field: field.key });
  }
  return found;
}

function errorTexts({ raw, texts, columns }: MappedRow, sheet: string): Issue[] {
  return customerFields.flatMap(({ key }, index): Issue[] => {
    const text = texts[index]?.trim() ?? '';
    const column = columns[index] ?? -1;
    const isTold = raw.issues?.some(({ level, place }) => level === 'error' && place.column === column);
    if (column < 0 || isTold || !text.startsWith('#') || !spreadsheetError.test(text)) return [];
    const place = placeInRow(sheet, raw, column);
    return [{ code: 'CELL_HAS_ERROR', level: 'error', place, field: key, values: { found: text } }];
  });
}

function refusalOf(
  field: CustomerField,
  { found, why, place }: { found: string; why: string | undefined; place: Place },
): Issue {
  const name = field.key.toUpperCase();
  const at = { level: 'error', place, field: field.key } as const;
  const expected = field.expected;
  if (found === '') return { code: `${name}_MISSING`, ...at, values: { expected } };
  if (why === 'precision-lost') return { code: `${name}_PRECISION_LOST`, ...at, values: { found, expected } };
  return {
    code: `${name}_${field.refusal}`,
    ...at,
    values: why === undefined ? { found, expected } : { found, expected, why },
  };
}
