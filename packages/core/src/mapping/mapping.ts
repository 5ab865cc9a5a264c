import type { FieldKey } from '../fields/field-key.js';

/** How a column came to its field. */
export type MatchedBy = 'key' | 'label' | 'other-label';

/** One column of the sheet: what it is headed with and what it feeds. */
export interface MappedColumn {
  /** 0-based. */
  readonly column: number;
  /** As the user typed it. */
  readonly label: string;
  /** Left out where no field goes by that label. */
  readonly field?: FieldKey;
  readonly matchedBy?: MatchedBy;
}

/** Which column feeds which field, and what fills a field's blanks. */
export interface Mapping {
  readonly sheet: string;
  readonly headerRow: number;
  /** Every column of the header, in order. */
  readonly columns: readonly MappedColumn[];
  /** The column that feeds a field. */
  readonly columnOf: ReadonlyMap<FieldKey, number>;
  /** From `--set field=value`: fills blank cells, never overrides. */
  readonly defaults: ReadonlyMap<FieldKey, string>;
}
