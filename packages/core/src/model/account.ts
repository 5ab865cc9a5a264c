/** Whose customers these are: an API host and a name. Keys rotate, the account stays. */
export interface Account {
  readonly name: string;
  /** E.g. `solarproof.com.au`; the sandbox is an account of its own. */
  readonly host: string;
}
