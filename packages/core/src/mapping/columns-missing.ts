import { SourceError } from '../errors.js';
import { customerFields } from '../fields/customer-fields.js';
import type { CustomerField } from '../fields/customer-field.js';
import type { FieldKey } from '../fields/field-key.js';
import { columnLetters } from '../model/place.js';
import { targetLabel } from './column-target.js';
import type { MappedColumn, Mapping } from './mapping.js';
import { suggestTargets, type TargetSuggestion } from './suggest-targets.js';
import type { ColumnLook } from './survey-columns.js';

/** A required field has no column. Carries what is needed to ask, or to write a mapping file to fill in. */
export class ColumnsMissingError extends SourceError {
  /** As far as it is known. */
  readonly mapping: Mapping;
  readonly suggestions: readonly TargetSuggestion[];

  constructor(said: SourceError, known: Pick<ColumnsMissingError, 'mapping' | 'suggestions'>) {
    super(said.code, said.message, said.hints);
    this.mapping = known.mapping;
    this.suggestions = known.suggestions;
  }
}

/** The required fields that neither a column nor a default feeds. */
export function missingFields({
  columnOf,
  defaults,
}: Pick<Mapping, 'columnOf' | 'defaults'>): readonly CustomerField[] {
  return customerFields.filter(({ key, required }) => required && !columnOf.has(key) && !defaults.has(key));
}

/** @throws ColumnsMissingError where a required field has neither a column nor a default */
export function refuseMissing(mapping: Mapping, looks: readonly ColumnLook[]): void {
  const missing = missingFields(mapping);
  if (missing.length === 0) return;
  const suggestions = suggestTargets(mapping, looks);
  const needed = customerFields.filter(({ required }) => required).map(({ label }) => label);
  const labels = mapping.columns.filter(({ label }) => label.trim() !== '').map(({ name }) => name);
  const hints = [
    `found     ${labels.length > 0 ? listed(labels) : 'no labels at all'}`,
    `needed    ${needed.join(', ')}`,
    ...suggestions.map(
      ({ name, target, why }) => `perhaps   ${shortened(name)} is ${targetLabel(target)}: ${why}`,
    ),
  ];
  if (mapping.columnOf.size === 0) {
    const { headerRow } = mapping;
    const message =
      headerRow === 0 ? 'no column feeds a field.' : `row ${headerRow} is no header that is understood.`;
    const said = new SourceError('HEADER_NOT_FOUND', `No known column: ${message}`, [
      ...hints,
      'Say with --header-row N which row holds the labels (0: none does), and which column is which with --mapping FILE.',
    ]);
    throw new ColumnsMissingError(said, { mapping, suggestions });
  }
  const message = `No column for ${andList(missing.map(({ label }) => label))}.`;
  const said = new SourceError('COLUMNS_MISSING', message, [...hints, advice(missing.map(({ key }) => key))]);
  throw new ColumnsMissingError(said, { mapping, suggestions });
}

/** Says whether a row that was taken for the header is a customer: an e-mail address or a phone number is no label. */
export function looksLikeCustomer(labels: readonly string[]): boolean {
  return labels.some(isValue);
}

function isValue(label: string): boolean {
  if (label.length > 320) return false;
  return /^[^\s@]{1,64}@[^\s@]{3,255}$/.test(label.trim()) || /^\+?[\d ()-]{8,20}$/.test(label.trim());
}

function advice(missing: readonly FieldKey[]): string {
  if (missing.every((key) => key === 'type'))
    return 'Add the column, or give one type to all rows: --set type=RESIDENTIAL';
  const type = missing.includes('type') ? ' (one type for all rows: --set type=RESIDENTIAL)' : '';
  return `Rename the columns, or say which is which with --mapping FILE${type}.`;
}

/** Two columns say with equal right that they feed one field. */
export function twoColumns(...[one, other]: readonly [MappedColumn, MappedColumn]): SourceError {
  const named = [one, other]
    .map(({ name, column }) => `"${name}" (column ${columnLetters(column)})`)
    .join(' and ');
  const label = one.target === undefined ? '' : targetLabel(one.target);
  return new SourceError('COLUMNS_FOR_ONE_FIELD', `Two columns for ${label}: ${named}.`, [
    `Only one column can feed ${label}. Rename or remove the other, or set it to "ignore" in a mapping: --mapping FILE.`,
  ]);
}

function listed(labels: readonly string[]): string {
  const shown = labels.slice(0, 12).map(shortened);
  return shown.join(', ') + (labels.length > 12 ? ` … (${labels.length} in all)` : '');
}

function shortened(label: string): string {
  return label.length > 30 ? `${label.slice(0, 29)}…` : label;
}

function andList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
