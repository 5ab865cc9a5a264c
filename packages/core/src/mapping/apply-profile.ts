import { SourceError } from '../errors.js';
import { oneLine } from '../fields/normalise-text.js';
import type { ColumnTarget } from './column-target.js';
import type { MappingProfile, ProfileColumn } from './mapping-profile.js';

/**
 * What a profile says of each column that it names, by position.
 * @throws SourceError where it names a column that the list has not
 */
export function applyProfile(
  profile: MappingProfile,
  names: readonly string[],
): ReadonlyMap<number, ColumnTarget | 'ignore'> {
  const found = new Map<number, ColumnTarget | 'ignore'>();
  for (const [label, said] of Object.entries(profile.columns)) {
    const column = columnNamed(label, names);
    // A column that is taken apart or joined feeds by that alone.
    found.set(column, typeof said === 'string' ? said : (said.feeds ?? 'ignore'));
  }
  for (const { columns } of Object.values(profile.join ?? {})) {
    for (const label of columns) found.set(columnNamed(label, names), 'ignore');
  }
  return found;
}

/** What a profile says of a column, as options; `undefined` where it names none. */
export function profileColumnOf(
  profile: MappingProfile | undefined,
  name: string,
): Exclude<ProfileColumn, string> | undefined {
  const entry = Object.entries(profile?.columns ?? {}).find(([label]) => sameLabel(label, name));
  return entry === undefined || typeof entry[1] === 'string' ? undefined : entry[1];
}

/** The position of the column that a profile means. @throws SourceError where the list has none of that name */
export function columnNamed(label: string, names: readonly string[]): number {
  const column = names.findIndex((name) => sameLabel(name, label));
  if (column >= 0) return column;
  throw new SourceError(
    'MAPPING_COLUMN_UNKNOWN',
    `The mapping names a column "${oneLine(label)}", and the list has none.`,
    [`found     ${names.slice(0, 12).join(', ')}${names.length > 12 ? ` … (${names.length} in all)` : ''}`],
  );
}

function sameLabel(one: string, other: string): boolean {
  return oneLine(one).toLowerCase() === oneLine(other).toLowerCase();
}
