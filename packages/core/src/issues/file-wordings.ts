import type { Wording } from './wording.js';

/** Of a file, a sheet or a column, by the whole code. */
export const fileWordings: ReadonlyMap<string, Wording> = new Map<string, Wording>([
  [
    'COLUMN_HAS_NO_TARGET',
    {
      headline: ({ label }) => `no such field in Solar Proof: ${String(label)}`,
      suggestion: () => 'Nothing to do: the column is kept in the result workbook.',
      tellsPlace: true,
    },
  ],
  [
    'ENCODING_GUESSED',
    {
      headline: ({ samples }) => `not UTF-8, so read as Windows-1252${samples ? `: ${String(samples)}` : ''}`,
      suggestion: () =>
        'If that looks wrong, name the encoding: --encoding macintosh (old Macs), ibm850 (DOS) or another.',
      tellsPlace: true,
      tellsFound: true,
    },
  ],
  [
    'ROWS_HIDDEN',
    {
      headline: ({ rows, isRead }) =>
        `${rows === 1 ? '1 row is' : `${String(rows)} rows are`} hidden in the sheet, by hand or by a filter, and ${isRead ? 'read like the others' : 'left out'}`,
      suggestion: ({ isRead }) =>
        isRead ? 'To leave them out: --hidden-rows skip.' : 'To read them too: --hidden-rows include.',
      tellsPlace: true,
      tellsFound: true,
    },
  ],
  [
    'OTHER_TABLE_BELOW',
    {
      headline: ({ row, rows }) =>
        `another table begins in row ${String(row)}: ${rows === 1 ? '1 row' : `${String(rows)} rows`} left out`,
      suggestion: ({ row }) => `To read that one instead: --header-row ${String(row)}.`,
      tellsPlace: true,
      tellsFound: true,
    },
  ],
  [
    'VALUES_SUGGESTED',
    {
      headline: ({ rows, told, rule }) =>
        `${rows === 1 ? '1 value' : `${String(rows)} values`} left as they are that ${String(rule)} would change (${String(told)})`,
      suggestion: ({ rule }) =>
        rule === 'NAME_RECASED' ? 'To change them: --recase.' : `To change them: --accept ${String(rule)}.`,
      tellsPlace: true,
      tellsFound: true,
    },
  ],
  [
    'COLUMN_OUTDONE',
    {
      headline: ({ label, by }) =>
        `the column "${String(label)}" is not used, for "${String(by)}" feeds that field`,
      suggestion: () => 'To use it instead, say so in a mapping: --mapping FILE.',
      tellsPlace: true,
      tellsFound: true,
    },
  ],
  [
    'SHEETS_LEFT_OUT',
    {
      headline: ({ sheets }) => `other sheets left out: ${String(sheets)}`,
      suggestion: () => 'Name another with --sheet.',
      tellsPlace: true,
      tellsFound: true,
    },
  ],
  [
    'RESULT_WORKBOOK_READ',
    {
      headline: ({ rows, corrected, added, leftOut }) =>
        [
          `read as the result of an earlier run: ${String(rows)} ${rows === 1 ? 'row' : 'rows'}, ${String(corrected)} corrected`,
          ...(added ? [`${String(added)} new at the end`] : []),
          ...(leftOut ? [`left out, for deleted from "Results": row ${String(leftOut)}`] : []),
        ].join('; '),
      suggestion: () => 'To read one sheet just as it is, name it with --sheet.',
      tellsPlace: true,
      tellsFound: true,
    },
  ],
]);
