import { z } from 'zod';
import { customerFields } from '../fields/customer-fields.js';
import type { CustomerField } from '../fields/customer-field.js';
import type { MappedRow } from '../mapping/map-row.js';
import type { Mapping } from '../mapping/mapping.js';
import type { Hint } from '../mapping/open-row.js';
import { placeInRow } from '../mapping/place-of.js';
import type { CustomerDraft } from '../model/customer-draft.js';
import type { Issue, Place } from '../model/issue.js';
import { normaliseRow, type RowFindings } from './normalise-row.js';

/** A row that can be sent, or every reason why it cannot. */
export type Validated =
  | ({ readonly kind: 'valid'; readonly draft: CustomerDraft } & RowFindings)
  | ({ readonly kind: 'invalid'; readonly issues: readonly Issue[] } & RowFindings);

const customerSchema = z.object(
  Object.fromEntries(
    customerFields.map(({ key, required, schema }) => [key, required ? schema : schema.optional()]),
  ),
);

/**
 * Normalises and judges a row's texts. The only maker of a `CustomerDraft`.
 * All problems of a row at once: one for each field at most, beside what the reader found in mapped cells.
 */
export function validateRow(row: MappedRow, mapping: Pick<Mapping, 'sheet' | 'mend' | 'recipe'>): Validated {
  const { sheet } = mapping;
  const { values, refusals, found } = normaliseRow(row, mapping);
  const unread = [...shiftedValues(row), ...unreadCells(row, mapping)];
  const judged = customerSchema.safeParse(values);
  if (judged.success && unread.length === 0 && refusals.size === 0) {
    // The schema above has just proven it: this is the one place where a draft comes into being.
    return { kind: 'valid', draft: values as unknown as CustomerDraft, ...found };
  }
  const refused = new Set<string>(
    judged.success ? [] : judged.error.issues.map(({ path }) => String(path[0])),
  );
  for (const field of refusals.keys()) refused.add(field);
  const unreadColumns = new Set(unread.map((issue) => issue.place.column));
  const issues = [...unread];
  for (const [index, field] of customerFields.entries()) {
    const column = row.columns[index] ?? -1;
    if (!refused.has(field.key) || unreadColumns.has(column)) continue;
    const value = { text: (row.texts[index] ?? '').trim(), isBlank: values[field.key] === undefined };
    const hint = refusals.get(field.key) ?? row.hints.get(field.key);
    issues.push(refusalOf(field, { value, hint, place: placeInRow(sheet, row.raw, column) }));
  }
  return {
    kind: 'invalid',
    issues,
    ...found,
    changes: found.changes.filter(({ field }) => !refused.has(field)),
  };
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
function unreadCells(row: MappedRow, { sheet, recipe }: Pick<Mapping, 'sheet' | 'recipe'>): Issue[] {
  const found = [...errorTexts(row, sheet)];
  for (const issue of row.raw.issues ?? []) {
    if (issue.level === 'warning') continue;
    const field = recipe.fed.get(issue.place.column ?? -1);
    if (field) found.push({ ...issue, field });
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
  { value, hint, place }: { value: { text: string; isBlank: boolean }; hint: Hint | undefined; place: Place },
): Issue {
  const { why, likely } = hint ?? {};
  const name = field.key.toUpperCase();
  const end = value.isBlank ? 'MISSING' : why === 'precision-lost' ? 'PRECISION_LOST' : field.refusal;
  return {
    code: `${name}_${end}`,
    level: 'error',
    place,
    field: field.key,
    values: {
      ...(value.text === '' ? {} : { found: value.text }),
      expected: field.expected,
      ...(why === undefined || why === 'precision-lost' ? {} : { why }),
      ...(likely === undefined ? {} : { likely: likely.value, rule: likely.rule }),
    },
  };
}
