import type { Outcome } from '../model/outcome.js';

/** How many rows may go wrong before a run stops: so many, or so many percent of those sent. */
export type ErrorLimit =
  { readonly kind: 'rows'; readonly most: number } | { readonly kind: 'percent'; readonly most: number };

/** Reads `20`, or `5%`. @returns `undefined` for what is neither */
export function parseErrorLimit(text: string): ErrorLimit | undefined {
  const [, digits = '', percent] = /^(\d{1,9}(?:\.\d{1,3})?)(%?)$/.exec(text.trim()) ?? [];
  const most = Number(digits);
  if (digits !== '' && percent === '%' && most <= 100) return { kind: 'percent', most };
  if (digits !== '' && percent === '' && Number.isInteger(most)) return { kind: 'rows', most };
  return undefined;
}

/** Percentages of a handful of rows say nothing. */
const fewestSent = 20;

/** Counts the rows that were sent and those of them that went wrong: rejected or unconfirmed. */
export class ErrorTally {
  readonly #limit: ErrorLimit | undefined;
  #sent = 0;
  #errors = 0;

  constructor(limit: ErrorLimit | undefined) {
    this.#limit = limit;
  }

  get errors(): number {
    return this.#errors;
  }

  /** Notes what became of a row that was sent. @returns whether there are now more errors than allowed */
  exceeds({ status }: Outcome): boolean {
    this.#sent += 1;
    if (status === 'rejected' || status === 'unconfirmed') this.#errors += 1;
    if (this.#limit === undefined) return false;
    if (this.#limit.kind === 'rows') return this.#errors > this.#limit.most;
    return this.#sent >= fewestSent && this.#errors * 100 > this.#limit.most * this.#sent;
  }
}
