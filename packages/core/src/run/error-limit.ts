import type { Outcome } from '../model/outcome.js';

/** How many rows may go wrong before a run stops: so many, or so many percent of those sent. */
export type ErrorLimit =
  { readonly kind: 'rows'; readonly most: number } | { readonly kind: 'percent'; readonly most: number };

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
