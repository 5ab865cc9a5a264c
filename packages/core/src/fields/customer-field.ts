import type { z } from 'zod';
import type { FieldKey } from './field-key.js';

/** A value as it will be sent, and the rule that changed it, where one did. */
export interface Normalised {
  /** `''` where nothing is left: the field then counts as blank. */
  readonly value: string | number;
  /** Stable name of the rule (`fields/rules.ts`); left out where the value is the cell's text as it stood. */
  readonly rule?: string;
  /** Why the value cannot be right; goes to the issue's `values.why`, for a sentence that helps. */
  readonly why?: string;
}

/** What the product knows of one field of a customer. Drives mapping, validation, the docs. */
export interface CustomerField {
  readonly key: FieldKey;
  /** Its name for people, as Solar Proof shows it. */
  readonly label: string;
  /** What else people head such a column with. Compared as `normaliseLabel` leaves them. */
  readonly otherLabels: readonly string[];
  readonly required: boolean;
  /** Any text is a good value: nothing shows when it belongs to another column. Left out where the schema knows better. */
  readonly takesAnyText?: true;
  /** What a good value looks like, for sentences: "an e-mail address, e.g. jo@example.com". */
  readonly expected: string;
  /** Plain code, no schema: certain mends only. Never throws. */
  readonly normalise: (text: string) => Normalised;
  /** Judges a normalised value that is not blank. No pipes and no transforms: those cost six times as much. */
  readonly schema: z.ZodType<string | number>;
  /** The end of the code when the schema refuses: `EMAIL` + `INVALID`. */
  readonly refusal: 'INVALID' | 'UNRECOGNISED';
}
