import { SourceError } from '../errors.js';
import { oneLine } from '../fields/normalise-text.js';
import type { ColumnTarget } from './column-target.js';
import type { MappingProfile, ProfileColumn } from './mapping-profile.js';

/** Finds columns by the names that a profile gives them: on one line, without case. */
export type ColumnFinder = (label: string) => number;

/** Makes what finds the columns of a list. @throws SourceError, when asked, where the list has none of that name */
export function columnFinder(names: readonly string[]): ColumnFinder {
  const columns = new Map<string, number>();
  for (const [column, name] of names.entries())
    if (!columns.has(keyOf(name))) columns.set(keyOf(name), column);
  return (label) => {
    const column = columns.get(keyOf(label));
    if (column !== undefined) return column;
    throw new SourceError(
      'MAPPING_COLUMN_UNKNOWN',
      `The mapping names a column "${oneLine(label)}", and the list has none.`,
      [`found     ${names.slice(0, 12).join(', ')}${names.length > 12 ? ` … (${names.length} in all)` : ''}`],
    );
  };
}

/**
 * What a profile says of each column that it names, by position.
 * @throws SourceError where it names a column that the list has not
 */
export function applyProfile(
  profile: MappingProfile,
  columnNamed: ColumnFinder,
): ReadonlyMap<number, ColumnTarget | 'ignore'> {
  const found = new Map<number, ColumnTarget | 'ignore'>();
  for (const [label, said] of Object.entries(profile.columns)) {
    // A column that is taken apart or joined feeds by that alone.
    found.set(columnNamed(label), typeof said === 'string' ? said : (said.feeds ?? 'ignore'));
  }
  for (const { columns } of Object.values(profile.join ?? {})) {
    for (const label of columns) found.set(columnNamed(label), 'ignore');
  }
  return found;
}

/** What a profile says of columns as options, by their names. */
export function columnOptions(
  profile: MappingProfile | undefined,
): (name: string) => Exclude<ProfileColumn, string> | undefined {
  const options = new Map<string, Exclude<ProfileColumn, string>>();
  for (const [label, said] of Object.entries(profile?.columns ?? {})) {
    if (typeof said !== 'string') options.set(keyOf(label), said);
  }
  return (name) => (options.size === 0 ? undefined : options.get(keyOf(name)));
}

function keyOf(label: string): string {
  return oneLine(label).toLowerCase();
}
