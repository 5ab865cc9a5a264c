import { SourceError } from '../errors.js';
import { customerFields } from '../fields/customer-fields.js';
import type { FieldKey } from '../fields/field-key.js';
import { columnLetters } from '../model/place.js';
import type { Issue } from '../model/issue.js';
import type { RawRow } from '../model/raw-row.js';
import type { ResultColumn } from '../model/result-book.js';
import type { MappedColumn, Mapping, MatchedBy } from './mapping.js';
import { normaliseLabel } from './normalise-label.js';

interface Target {
  readonly field: FieldKey;
  readonly matchedBy: MatchedBy;
}

const targets = buildTargets();

/**
 * Matches a header row's labels to the customer's fields: certain matches only, by key, label or other label.
 * @param defaults from `--set`: a field that they fill needs no column
 * @throws SourceError where no label is known, a required column is missing, or two columns feed one field
 */
export function matchLabels(header: RawRow, sheet: string, defaults: ReadonlyMap<FieldKey, string>): Mapping {
  const columns = header.cells.map((label, column): MappedColumn => {
    const target = targets.get(normaliseLabel(label));
    return target ? { column, label, ...target } : { column, label };
  });
  const columnOf = onePerField(columns);
  refuseMissing({ columns, columnOf, defaults, headerRow: header.row });
  return { sheet, headerRow: header.row, columns, columnOf, defaults };
}

/**
 * A warning for each column that no field takes and that has a label or a value: it is kept in the result workbook, and
 * not sent.
 */
export function columnsWithoutTarget(mapping: Mapping, columns: readonly ResultColumn[]): readonly Issue[] {
  return columns
    .filter(({ label, field, samples }) => field === undefined && (label.trim() !== '' || samples.length > 0))
    .map(({ column, label }) => ({
      code: 'COLUMN_HAS_NO_TARGET',
      level: 'warning',
      place: { ...(mapping.sheet === '' ? {} : { sheet: mapping.sheet }), row: mapping.headerRow, column },
      values: { label: label.trim() || `column ${columnLetters(column)}` },
    }));
}

function buildTargets(): ReadonlyMap<string, Target> {
  const found = new Map<string, Target>();
  const add = (label: string, target: Target): void => {
    const normalised = normaliseLabel(label);
    if (!found.has(normalised)) found.set(normalised, target);
  };
  for (const { key } of customerFields) add(key, { field: key, matchedBy: 'key' });
  for (const { key, label } of customerFields) add(label, { field: key, matchedBy: 'label' });
  for (const { key, otherLabels } of customerFields) {
    for (const label of otherLabels) add(label, { field: key, matchedBy: 'other-label' });
  }
  return found;
}

function onePerField(columns: readonly MappedColumn[]): ReadonlyMap<FieldKey, number> {
  const columnOf = new Map<FieldKey, number>();
  for (const { column, label, field } of columns) {
    if (field === undefined) continue;
    const first = columnOf.get(field);
    if (first !== undefined) throw twoColumns(field, [columns[first]?.label ?? '', first], [label, column]);
    columnOf.set(field, column);
  }
  return columnOf;
}

function twoColumns(field: FieldKey, ...both: readonly [label: string, column: number][]): SourceError {
  const named = both
    .map(([label, column]) => `"${label.trim().replaceAll(/\s+/g, ' ')}" (column ${columnLetters(column)})`)
    .join(' and ');
  return new SourceError('COLUMNS_FOR_ONE_FIELD', `Two columns for ${fieldLabel(field)}: ${named}.`, [
    `Only one column can feed ${fieldLabel(field)}. Rename or remove the other, then run again.`,
  ]);
}

function refuseMissing({
  columns,
  columnOf,
  defaults,
  headerRow,
}: Pick<Mapping, 'columns' | 'columnOf' | 'defaults' | 'headerRow'>): void {
  const required = customerFields.filter((field) => field.required);
  const missing = required.filter(({ key }) => !columnOf.has(key) && !defaults.has(key));
  if (missing.length === 0) return;
  const found = columns
    .map(({ label }) => label.trim().replaceAll(/\s+/g, ' '))
    .filter((label) => label !== '');
  const hints = [
    `found     ${found.length > 0 ? listed(found) : 'no labels at all'}`,
    `needed    ${required.map(({ label }) => label).join(', ')}`,
  ];
  if (columnOf.size === 0) {
    throw new SourceError(
      'HEADER_NOT_FOUND',
      `No known column: row ${headerRow} is no header that is understood.`,
      [...hints, 'Put the labels into the first row, or say with --header-row N in which they are.'],
    );
  }
  throw new SourceError('COLUMNS_MISSING', `No column for ${andList(missing.map(({ label }) => label))}.`, [
    ...hints,
    missing.every(({ key }) => key === 'type')
      ? 'Add the column, or give one type to all rows: --set type=RESIDENTIAL'
      : 'Rename the columns of the list so that each of these has one, then run again.',
  ]);
}

function fieldLabel(key: FieldKey): string {
  return customerFields.find((field) => field.key === key)?.label ?? key;
}

function listed(labels: readonly string[]): string {
  const shown = labels.slice(0, 12).map((label) => (label.length > 30 ? `${label.slice(0, 29)}…` : label));
  return shown.join(', ') + (labels.length > 12 ? ` … (${labels.length} in all)` : '');
}

function andList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
