import path from 'node:path';
import {
  createRowCheck,
  feedsOf,
  matchColumns,
  missingFields,
  pinProfile,
  rowsBelow,
  suggestTargets,
  type CheckedRow,
  type ColumnTarget,
  type CustomerField,
  type FieldKey,
  type Header,
  type Issue,
  type Mapping,
  type MappingProfile,
  type Source,
  type TargetSuggestion,
} from '@solarproof-import/core';
import { openTable, type Table, type TableOptions } from './read-table.js';
import { takeSnapshot } from './take-snapshot.js';
import { untilAborted } from './until-aborted.js';

/** One column of an inspected list. */
export interface InspectedColumn {
  /** 0-based. */
  readonly column: number;
  readonly name: string;
  /** Its first three values. */
  readonly samples: readonly string[];
  /** What it feeds, as a profile names it; left out where it feeds nothing. */
  readonly target?: ColumnTarget;
  readonly feeds: readonly FieldKey[];
  readonly matchedBy?: Mapping['columns'][number]['matchedBy'];
  readonly outdoneBy?: string;
  /** What it is likely to feed, where nothing is certain. */
  readonly suggestion?: TargetSuggestion;
}

/** What was found in a list, before anything is asked for or sent. */
export interface Inspection {
  readonly source: Source;
  readonly mapping: Mapping;
  readonly header: Header;
  readonly columns: readonly InspectedColumn[];
  readonly suggestions: readonly TargetSuggestion[];
  /** Required fields that nothing feeds. */
  readonly missing: readonly CustomerField[];
  /** Rows below the header. */
  readonly rows: number;
  /** The first few of them, as they would be sent. */
  readonly first: readonly CheckedRow[];
  readonly notices: readonly Issue[];
  /** What stands in the mapping as a profile for lists with these labels; suggestions are not in it. */
  readonly profile: MappingProfile;
}

const mostFirst = 5;

/**
 * Looks into a list: where its table is, what each column would feed, what would be sent for the first rows. Sends nothing.
 * @throws SourceError where there is no table, InterruptedError where the signal came first
 */
export async function inspectFile(file: string, options: TableOptions): Promise<Inspection> {
  const snapshot = await takeSnapshot(file, options.signal);
  try {
    const table = await openTable(snapshot.path, options);
    try {
      const { path: _path, ...copy } = snapshot;
      const source = {
        name: path.basename(file),
        sha256: copy.sha256,
        bytes: copy.bytes,
        format: table.rows.format,
      };
      return await inspectTable(table, { source, options });
    } finally {
      await table.rows.close();
    }
  } finally {
    await snapshot.remove();
  }
}

async function inspectTable(
  table: Table,
  { source, options }: { readonly source: Source; readonly options: TableOptions },
): Promise<Inspection> {
  const { rows, header, looks, match } = table;
  const mapping = matchColumns(header.row, rows.sheet, match);
  const suggestions = suggestTargets(mapping, looks);
  const check = createRowCheck(mapping);
  const first: CheckedRow[] = [];
  let count = 0;
  for await (const raw of untilAborted(rowsBelow(rows, header), options.signal)) {
    count += 1;
    if (first.length < mostFirst) first.push(check(raw));
  }
  const columns = mapping.columns.map(({ column, name, target, matchedBy, outdoneBy }): InspectedColumn => {
    const suggestion = suggestions.find((one) => one.column === column);
    return {
      column,
      name,
      samples: looks[column]?.samples ?? [],
      feeds: target === undefined ? [] : feedsOf(target),
      ...(target === undefined ? {} : { target }),
      ...(matchedBy === undefined ? {} : { matchedBy }),
      ...(outdoneBy === undefined ? {} : { outdoneBy }),
      ...(suggestion === undefined ? {} : { suggestion }),
    };
  });
  const notices = rows.notices;
  const missing = missingFields(mapping);
  const profile = profileOf(table, mapping, options);
  return { source, mapping, header, columns, suggestions, missing, rows: count, first, notices, profile };
}

/** For this list and its like: by its labels, where it has any. */
function profileOf(
  { header, match }: Table,
  mapping: Mapping,
  { sheet, headerRow }: TableOptions,
): MappingProfile {
  const { columns, ...pinned } = pinProfile(mapping, match.profile);
  const set = Object.fromEntries(mapping.defaults);
  return {
    ...pinned,
    ...(sheet === undefined ? {} : { sheet }),
    ...(headerRow === undefined ? {} : { headerRow }),
    ...(header.row.row === 0 ? {} : { labels: header.row.cells.filter((label) => label.trim() !== '') }),
    ...(Object.keys(set).length === 0 ? {} : { set }),
    columns,
  };
}
