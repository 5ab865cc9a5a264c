import type { Mapping } from './mapping.js';
import type { MappingProfile, ProfileColumn } from './mapping-profile.js';

/**
 * A mapping as a profile that says everything, so that the same list is read in the same way whatever labels a later version knows.
 * @param profile what the mapping was made by, for what it says beside the columns
 */
export function pinProfile(
  { columns, mend, skipsHidden }: Pick<Mapping, 'columns' | 'mend' | 'skipsHidden'>,
  profile?: MappingProfile,
): MappingProfile {
  const { join, phones } = profile ?? {};
  const joined = new Set(Object.values(join ?? {}).flatMap((said) => said.columns));
  const said = columns.flatMap(({ name, target }): [string, ProfileColumn][] => {
    if (joined.has(name)) return [];
    const own = profile?.columns[name];
    return [[name, own ?? target ?? 'ignore']];
  });
  return {
    version: 1,
    columns: Object.fromEntries(said),
    ...(join === undefined ? {} : { join }),
    ...(phones === undefined ? {} : { phones }),
    ...(mend.accept.size === 0 ? {} : { accept: [...mend.accept].toSorted() }),
    ...(skipsHidden ? { hiddenRows: 'skip' } : {}),
  };
}
