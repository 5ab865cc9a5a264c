import {
  columnLetters,
  pinProfile,
  type ColumnsMissingError,
  type Mapping,
  type MappingProfile,
  type TargetSuggestion,
} from '@solarproof-import/core';

/** A mapping that a person is to fill in, and what stands behind its columns as comments, by their names. */
export interface DraftProfile {
  readonly profile: MappingProfile;
  readonly notes: ReadonlyMap<string, string>;
}

/** What is known of the columns of a list that lacks some, as a mapping to fill in. */
export function draftProfile({ mapping, suggestions }: ColumnsMissingError): DraftProfile {
  const { columns, ...pinned } = pinProfile(mapping);
  const labels = mapping.columns.map(({ label }) => label).filter((label) => label.trim() !== '');
  const isHeaderless = mapping.columnOf.size === 0 && mapping.headerRow === 0;
  return {
    profile: {
      ...pinned,
      ...(isHeaderless ? { headerRow: 0 } : { labels }),
      ...(mapping.defaults.size === 0 ? {} : { set: Object.fromEntries(mapping.defaults) }),
      columns,
    },
    notes: profileNotes(mapping, suggestions),
  };
}

/** What is to be said of a profile's columns, by their names: what they are likely to feed, or why they feed nothing. */
export function profileNotes(
  { columns }: Pick<Mapping, 'columns'>,
  suggestions: readonly TargetSuggestion[],
): ReadonlyMap<string, string> {
  return new Map(
    columns.flatMap(({ column, name, outdoneBy }): [string, string][] => {
      const likely = suggestions.find((one) => one.column === column);
      if (likely !== undefined)
        return [[name, `column ${columnLetters(column)}; perhaps ${likely.target}: ${likely.why}`]];
      return outdoneBy === undefined ? [] : [[name, `"${outdoneBy}" feeds that already`]];
    }),
  );
}
