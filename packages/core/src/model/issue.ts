import type { FieldKey } from '../fields/field-key.js';

export type IssueLevel = 'error' | 'warning';

/** Where a finding is. What is left out widens it: no column is the row, no row the sheet, no sheet the file. */
export interface Place {
  readonly sheet?: string;
  /** As the spreadsheet program shows it, 1-based, the header counted. */
  readonly row?: number;
  /** 0-based: 0 is column A. */
  readonly column?: number;
  /** CSV only: the physical line, where it differs from `row`. */
  readonly line?: number;
}

/**
 * A finding on a file, sheet, column, row or cell. Data, not text: the sentence comes from the catalogue
 * (`issues/catalogue.ts`), which is given `values`.
 */
export interface Issue {
  /** Stable, UPPER_SNAKE, `FIELD_REASON`; `API_<CODE>` where the vendor gave the code. */
  readonly code: string;
  readonly level: IssueLevel;
  readonly place: Place;
  readonly field?: FieldKey;
  /** What the sentence needs to know: what was found, what was expected, the other row. Never the API key. */
  readonly values?: Readonly<Record<string, string | number>>;
}
