/** The words for one issue code. Written in lower case where they begin: they also stand within lines. */
export interface Wording {
  readonly headline: (values: Values) => string;
  readonly suggestion: (values: Values) => string;
  /** What only this one issue says, so that equal ones keep one headline. Default: what was found, in quotes. */
  readonly detail?: (values: Values) => string;
  /** The headline already says what was found, or it is of no use. */
  readonly tellsFound?: boolean;
  /** The place is in the headline, or says nothing. */
  readonly tellsPlace?: boolean;
}

export type Values = Readonly<Record<string, string | number>>;
