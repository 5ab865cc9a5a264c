import {
  columnsWithoutTarget,
  type Header,
  type Issue,
  type Mapping,
  type Plan,
} from '@solarproof-import/core';

/** All that was decided on the way and should be known, in the order in which it came up. */
export function fileNotices(
  ofReader: readonly Issue[],
  { header, mapping, plan }: { readonly header: Header; readonly mapping: Mapping; readonly plan: Plan },
): readonly Issue[] {
  return [
    ...ofReader,
    ...(header.row.issues ?? []).filter(({ level }) => level === 'warning'),
    ...columnsWithoutTarget(mapping, plan.columns),
    ...rowNotices(mapping, plan),
    ...plan.mends.offered.map(({ rule, count, told }) =>
      notice('VALUES_SUGGESTED', { rule, rows: count, told }),
    ),
  ];
}

function rowNotices({ skipsHidden }: Mapping, { hiddenRows, otherTable }: Plan): readonly Issue[] {
  return [
    ...(hiddenRows > 0 ? [notice('ROWS_HIDDEN', { rows: hiddenRows, isRead: skipsHidden ? 0 : 1 })] : []),
    ...(otherTable === undefined ? [] : [notice('OTHER_TABLE_BELOW', { ...otherTable })]),
  ];
}

function notice(code: string, values: Readonly<Record<string, string | number>>): Issue {
  return { code, level: 'warning', place: {}, values };
}
