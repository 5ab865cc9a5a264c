import type { Issue } from '../model/issue.js';
import { columnLetters } from '../model/place.js';
import type { ResultColumn } from '../model/result-book.js';
import type { Mapping } from './mapping.js';

/**
 * A warning for each column that feeds nothing and that has a label or a value: it is kept in the result workbook, and not sent.
 * Where another column feeds what this one could, that is said.
 */
export function columnsWithoutTarget(mapping: Mapping, columns: readonly ResultColumn[]): readonly Issue[] {
  return columns
    .filter(({ label, field, samples }) => field === undefined && (label.trim() !== '' || samples.length > 0))
    .map(({ column, label }): Issue => {
      const place = {
        ...(mapping.sheet === '' ? {} : { sheet: mapping.sheet }),
        row: mapping.headerRow,
        column,
      };
      const mapped = mapping.columns[column];
      const name = label.trim() === '' ? `column ${columnLetters(column)}` : (mapped?.name ?? label.trim());
      const by = mapped?.outdoneBy;
      return by === undefined
        ? { code: 'COLUMN_HAS_NO_TARGET', level: 'warning', place, values: { label: name } }
        : { code: 'COLUMN_OUTDONE', level: 'warning', place, values: { label: name, by } };
    });
}
