import { certainOnly, type MendOptions } from '../fields/customer-field.js';
import { customerFields } from '../fields/customer-fields.js';
import type { FieldKey } from '../fields/field-key.js';
import type { RawRow } from '../model/raw-row.js';
import { buildRecipe, fedFields } from './build-recipe.js';
import { columnNames } from './column-names.js';
import { isFieldTarget, type ColumnTarget } from './column-target.js';
import { refuseMissing, twoColumns } from './columns-missing.js';
import { knownLabel, type KnownLabel } from './known-labels.js';
import { normaliseLabel } from './normalise-label.js';
import type { MappedColumn, Mapping, MatchedBy } from './mapping.js';
import type { MappingProfile } from './mapping-profile.js';
import { applyProfile, columnFinder } from './apply-profile.js';
import { shareOf, type ColumnLook } from './survey-columns.js';

/** What is known beside the labels. */
export interface MatchOptions {
  /** From `--set`: a field that they fill needs no column. Default: none. */
  readonly defaults?: ReadonlyMap<FieldKey, string> | undefined;
  /** What the user says of the columns; it goes before all else. Default: nothing. */
  readonly profile?: MappingProfile | undefined;
  /** The name under which the profile is saved. */
  readonly profileName?: string | undefined;
  /** What stands in the columns, by position. Default: nothing is known of it. */
  readonly looks?: readonly ColumnLook[] | undefined;
  /** Columns of which a likely match was accepted. Default: none. */
  readonly accepted?: ReadonlyMap<number, ColumnTarget> | undefined;
  readonly mend?: MendOptions | undefined;
  readonly skipsHidden?: boolean | undefined;
}

/**
 * Matches a header row's labels to what the columns feed: what the profile says, then the key, label or other label, and what was
 * accepted of the likely ones. Nothing else is guessed.
 * @throws ColumnsMissingError where a required field has no column, SourceError where two columns feed one field, or the profile
 *   names a column that is not there
 */
export function matchLabels(header: RawRow, sheet: string, options: MatchOptions = {}): Mapping {
  const mapping = matchColumns(header, sheet, options);
  refuseMissing(mapping, options.looks ?? []);
  return mapping;
}

/** As `matchLabels`, but a required field may have no column yet. @throws SourceError as there */
export function matchColumns(header: RawRow, sheet: string, options: MatchOptions = {}): Mapping {
  const { defaults = new Map(), profile, looks = [], mend = certainOnly } = options;
  const columns = onePerField(matched(header, options), looks);
  const recipe = buildRecipe(columns, { profile, looks });
  return {
    sheet,
    headerRow: header.row,
    columns,
    columnOf: fedFields(columns, recipe),
    defaults,
    recipe,
    mend,
    skipsHidden: options.skipsHidden ?? false,
    ...(options.profileName === undefined ? {} : { profile: options.profileName }),
  };
}

function matched(header: RawRow, { profile, looks = [], accepted }: MatchOptions): readonly MappedColumn[] {
  const names = columnNames(header.cells);
  const said = profile === undefined ? undefined : applyProfile(profile, columnFinder(names));
  const end = tableEnd(header.cells);
  return header.cells.map((label, column): MappedColumn => {
    const name = names[column] ?? '';
    const byProfile = said?.get(column);
    if (byProfile === 'ignore') return { column, label, name, matchedBy: 'profile' };
    if (byProfile !== undefined) return { column, label, name, target: byProfile, matchedBy: 'profile' };
    const likely = accepted?.get(column);
    if (likely !== undefined) return { column, label, name, target: likely, matchedBy: 'suggestion' };
    const known = column < end ? knownLabel(name) : undefined;
    if (known === undefined || isSomethingElse(known, looks[column])) return { column, label, name };
    return { column, label, name, ...known };
  });
}

/** Labels that stand twice, from which on another table stands beside this one. */
const leastRepeated = 3;

/** The first column that is not this table's: behind a column without a label, several of its labels stand once more. */
function tableEnd(labels: readonly string[]): number {
  const normalised = labels.map(normaliseLabel);
  const firstAt = new Map<string, number>();
  // How many more, or fewer, labels stand on both sides of a column than of the one before it.
  const steps = new Int32Array(labels.length + 1);
  for (const [column, label] of normalised.entries()) {
    const first = firstAt.get(label);
    if (label === '') continue;
    if (first === undefined) firstAt.set(label, column);
    else {
      steps[first + 1] = (steps[first + 1] ?? 0) + 1;
      steps[column] = (steps[column] ?? 0) - 1;
    }
  }
  let onBothSides = 0;
  for (const [column, label] of normalised.entries()) {
    onBothSides += steps[column] ?? 0;
    if (label === '' && onBothSides >= leastRepeated) return column;
  }
  return labels.length;
}

/**
 * Exports head with "Owner" a column of names: what is no e-mail address is no user of Solar Proof. People head with "Contact" one of
 * phone numbers, and with "Customer" one of customer numbers: that is nobody's name; and with "Category" one of no type.
 */
function isSomethingElse({ target, matchedBy }: KnownLabel, look: ColumnLook | undefined): boolean {
  const isOwnName = matchedBy !== 'other-label';
  if (look === undefined || look.filled === 0) return false;
  if (target === 'useremail') return shareOf(look, 'emails') < 0.5;
  if (target === 'type')
    return !isOwnName && look.types === 0 && !look.samples.every((sample) => /^[123]$/.test(sample));
  if (target !== 'fullname') return false;
  return (
    shareOf(look, 'emails') + shareOf(look, 'phones') >= 0.5 ||
    look.samples.every((sample) => /^\d+$/.test(sample))
  );
}

const rank: Readonly<Record<MatchedBy, number>> = {
  profile: 0,
  key: 1,
  label: 2,
  suggestion: 3,
  'other-label': 4,
};

/** Of several columns for one field the one that is surest, else the only one with values, else the first; the others feed nothing. */
function onePerField(
  columns: readonly MappedColumn[],
  looks: readonly ColumnLook[],
): readonly MappedColumn[] {
  const winners = new Map<ColumnTarget, MappedColumn>();
  for (const column of columns) {
    const { target } = column;
    if (target === undefined || !isFieldTarget(target)) continue;
    const first = winners.get(target);
    winners.set(target, first === undefined ? column : surer(first, column, looks));
  }
  return columns.map((column): MappedColumn => {
    const winner = column.target === undefined ? undefined : winners.get(column.target);
    if (winner === undefined || winner === column) return column;
    const { label, name } = column;
    return { column: column.column, label, name, outdoneBy: winner.name };
  });
}

function isRequired(target: ColumnTarget | undefined): boolean {
  return customerFields.some(({ key, required }) => required && key === target);
}

/** @throws SourceError where nobody can say which, and one is needed */
function surer(first: MappedColumn, other: MappedColumn, looks: readonly ColumnLook[]): MappedColumn {
  const [one, two] = [rank[first.matchedBy ?? 'other-label'], rank[other.matchedBy ?? 'other-label']];
  if (one !== two) return one < two ? first : other;
  const isBlank = ({ column }: MappedColumn): boolean =>
    looks.length > 0 && (looks[column]?.filled ?? 0) === 0;
  if (isBlank(other)) return first;
  if (isBlank(first)) return other;
  if (!isRequired(first.target)) return first;
  throw twoColumns(first, other);
}
