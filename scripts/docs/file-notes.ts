import type { CatalogueNote } from './catalogue-note.js';

/** Of the codes of a file. */
export const fileNotes: readonly (readonly [code: string, note: CatalogueNote])[] = [
  [
    'COLUMN_HAS_NO_TARGET',
    {
      about: 'file',
      when: 'a column has a label or values, and no field goes by that label',
      level: 'warning',
      values: [{ label: 'Notes' }],
    },
  ],
  [
    'ROWS_HIDDEN',
    {
      about: 'file',
      when: 'XLSX only: rows below the header are hidden',
      level: 'warning',
      values: [
        { rows: 12, isRead: 1 },
        { rows: 12, isRead: 0 },
      ],
    },
  ],
  [
    'OTHER_TABLE_BELOW',
    {
      about: 'file',
      when: 'a second row of other known labels stands below the header; from it on all rows are `skipped`',
      level: 'warning',
      values: [{ row: 40, rows: 12 }],
    },
  ],
  [
    'VALUES_SUGGESTED',
    {
      about: 'file',
      when: 'a likely rule that was not accepted would change values that can be sent as they are',
      level: 'warning',
      values: [
        { rows: 312, rule: 'NAME_RECASED', told: 'name in capitals only, or without any, written Like This' },
      ],
    },
  ],
  [
    'COLUMN_OUTDONE',
    {
      about: 'file',
      when: 'a column could feed a field, and another one does whose label is surer, or which alone has values',
      level: 'warning',
      values: [{ label: 'Customer Email', by: 'Email' }],
    },
  ],
  [
    'ENCODING_GUESSED',
    {
      about: 'file',
      when: 'CSV only: the bytes are no UTF-8, nothing marks them as UTF-16, and no `--encoding` was given',
      level: 'warning',
      values: [{ samples: 'Zoë, Brontë' }],
    },
  ],
  [
    'SHEETS_LEFT_OUT',
    {
      about: 'file',
      when: 'XLSX only: the workbook has sheets that are not read',
      level: 'warning',
      values: [{ sheets: 'Prices' }],
    },
  ],
  [
    'RESULT_WORKBOOK_READ',
    {
      about: 'file',
      when: 'XLSX only: the file is a result workbook of ours, and no `--sheet` was given',
      level: 'warning',
      values: [{ rows: 58, corrected: 3, added: 2, leftOut: '17' }],
    },
  ],
];
