import type { MendOptions } from '../fields/customer-field.js';
import type { FieldKey } from '../fields/field-key.js';
import type { ColumnTarget, PhoneTarget } from './column-target.js';

/**
 * How a column came to what it feeds: a profile or a person says so; its label is the key, the label or another label of it; or a
 * likely match that was accepted.
 */
export type MatchedBy = 'profile' | 'key' | 'label' | 'other-label' | 'suggestion';

/** One column of the sheet: what it is headed with and what it feeds. */
export interface MappedColumn {
  /** 0-based. */
  readonly column: number;
  /** As the user typed it. */
  readonly label: string;
  /** The label on one line; `Phone (2)` for the second of a label, the column's letters where there is none. Unique. */
  readonly name: string;
  /** What it feeds; left out where it feeds nothing. */
  readonly target?: ColumnTarget;
  readonly matchedBy?: MatchedBy;
  /** Another column feeds that already: its name. This one feeds nothing. */
  readonly outdoneBy?: string;
}

/** What the values of one column go through before any rule, as a profile says. */
export interface ColumnSteps {
  /** A value, trimmed and without case, and what stands for it. */
  readonly values?: ReadonlyMap<string, string>;
  /** Where the text is cut, and what each part feeds. */
  readonly split?: { readonly at: string; readonly into: readonly FieldKey[] };
  /** The column's texts are UTF-8 that was read as Windows-1252. */
  readonly mojibake?: true;
}

/** A field that is made of several columns. */
export interface Join {
  readonly columns: readonly number[];
  readonly with: string;
}

/** A column with phones. */
export interface PhoneColumn {
  readonly column: number;
  readonly target: PhoneTarget;
  /** The column beside it that says of each number what kind it is ("Phone 1 - Type"); -1 where there is none. */
  readonly kind: number;
}

/** Where a row's texts come from, worked out once for all rows. */
export interface Recipe {
  /** For each field, in the order of `customerFields`: the column that alone feeds it; -1 where there is none. */
  readonly columns: readonly number[];
  /** Columns with whole names, in the order in which they are looked at. */
  readonly fullNames: readonly number[];
  /** MYOB's `Co./Last Name`; -1 where there is none. */
  readonly companyOrSurname: number;
  /** Columns with phones, in the order in which they are looked at. */
  readonly phones: readonly PhoneColumn[];
  readonly joins: ReadonlyMap<FieldKey, Join>;
  readonly splits: readonly number[];
  readonly steps: ReadonlyMap<number, ColumnSteps>;
  /** Columns that are looked at for a suggestion only; -1 where there is none. */
  readonly state: number;
  readonly abn: number;
  /** Every column that feeds something, and the field that it feeds first. */
  readonly fed: ReadonlyMap<number, FieldKey>;
}

/** Which column feeds which field, and what fills a field's blanks. */
export interface Mapping {
  readonly sheet: string;
  /** 0 where the list has no header. */
  readonly headerRow: number;
  /** Every column of the header, in order. */
  readonly columns: readonly MappedColumn[];
  /** The first column that can feed a field. */
  readonly columnOf: ReadonlyMap<FieldKey, number>;
  /** From `--set field=value`: fills blank cells, never overrides. */
  readonly defaults: ReadonlyMap<FieldKey, string>;
  readonly recipe: Recipe;
  /** The likely rules that are accepted. */
  readonly mend: MendOptions;
  /** Rows that the spreadsheet program hides are left out. */
  readonly skipsHidden: boolean;
  /** The name of the saved profile that it is by, where it is by one. */
  readonly profile?: string;
}
