import type { FieldKey } from '../fields/field-key.js';

/** A certain mend of one value: what stood in the cell, what is sent, and the rule that says so. */
export interface Change {
  readonly field: FieldKey;
  /** 0-based column of the cell; left out where the value came from `--set`. */
  readonly column?: number;
  readonly before: string;
  readonly after: string;
  /** The rule's stable name, e.g. `PHONE_NATIONAL_FORM`; its reason is in `fields/rules.ts`. */
  readonly rule: string;
}
