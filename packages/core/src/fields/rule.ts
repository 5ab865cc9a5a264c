/** One value before and after a rule, for its test and its paragraph in the docs. */
export interface RuleExample {
  readonly before: string;
  /** Parts of a split are joined with ` | `. */
  readonly after: string;
  /** What else the rule looks at, where it does: the row's state for an area code. */
  readonly given?: string;
}

/** A mend of values: one small pure function with its name and its reason. */
export interface Rule {
  /** Stable, UPPER_SNAKE: it stands in the `Changes` sheet, in `--accept` and in profiles. */
  readonly name: string;
  /** Certain rules are always applied; likely ones only where the user accepts them, else they are a suggestion. */
  readonly sureness: 'certain' | 'likely';
  /** What it did, as it stands behind a count: "phone lost its leading zero, restored". */
  readonly told: string;
  /** Why it may do so, as a sentence. */
  readonly why: string;
  readonly examples: readonly RuleExample[];
}

/** A rule that makes one text of one text. */
export interface ValueRule extends Rule {
  /** What it makes of the text; the text itself where it does not apply. Idempotent, never throws. */
  readonly mend: (text: string, given?: string) => string;
}

/** A rule that makes several texts of one. */
export interface SplitRule extends Rule {
  /** The parts, each trimmed; `undefined` where it does not apply. Never throws. */
  readonly split: (text: string) => readonly string[] | undefined;
}
