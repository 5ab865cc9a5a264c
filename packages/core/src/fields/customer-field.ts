import type { z } from 'zod';
import type { FieldKey } from './field-key.js';
import type { Step } from './mending.js';

/** What the user decided about mends, beside the rules themselves. */
export interface MendOptions {
  /** Names of the likely rules that may be applied. */
  readonly accept: ReadonlySet<string>;
  /** The state of the row's address, as its cell says it; `''` where there is none. */
  readonly state?: string;
}

/** Nothing but the certain rules. */
export const certainOnly: MendOptions = { accept: new Set() };

/** A likely value for one that is refused or odd. */
export interface Likely {
  /** The rule that, accepted, would make it. */
  readonly rule: string;
  readonly value: string;
}

/** A value as it will be sent, and what was done to it. */
export interface Normalised {
  /** `''` where nothing is left: the field then counts as blank. */
  readonly value: string | number;
  /** The rules that changed it, in order; left out where the value is the cell's text as it stood. */
  readonly steps?: readonly Step[];
  /** Why the value cannot be right: the schema refuses it, and the sentence says so (`values.why`). */
  readonly why?: string;
  readonly likely?: Likely;
  /** Ends of warning codes: `FOREIGN` becomes `PHONE1_FOREIGN`. The value is sent all the same. */
  readonly notes?: readonly string[];
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
  /** Plain code, no schema: certain mends, and the likely ones that are accepted. Never throws. */
  readonly normalise: (text: string, options: MendOptions) => Normalised;
  /** Judges a normalised value that is not blank. No pipes and no transforms: those cost six times as much. */
  readonly schema: z.ZodType<string | number>;
  /** The end of the code when the schema refuses: `EMAIL` + `INVALID`. */
  readonly refusal: 'INVALID' | 'UNRECOGNISED';
}
