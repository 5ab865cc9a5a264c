import type { EmailKey } from '../model/email-key.js';
import type { KnownCustomer, SettledFor } from '../ports.js';

/** What is known of an e-mail. */
interface LedgerNote {
  readonly mayHaveLanded?: true;
  readonly openRow?: number;
  readonly customer?: {
    readonly customerId: string;
    readonly person: string;
    readonly row: number;
    readonly at: string;
  };
}

/** The ledger of a journal in memory: what its one run knows of each e-mail. */
export class MemoryLedger {
  readonly #runId: string;
  readonly #now: () => Date;
  readonly #notes = new Map<EmailKey, LedgerNote>();
  /** Under which e-mails a customer's ID is known: one, but where a server gave it twice. */
  readonly #emailsOf = new Map<string, readonly EmailKey[]>();

  constructor(runId: string, now: () => Date) {
    this.#runId = runId;
    this.#now = now;
  }

  /** The row whose attempt is open. */
  openRow(emailKey: EmailKey): number | undefined {
    return this.#notes.get(emailKey)?.openRow;
  }

  /** Notes that a row's attempt is open. @returns whether an earlier one may have landed */
  open(emailKey: EmailKey, openRow: number): boolean {
    const note = this.#notes.get(emailKey);
    this.#notes.set(emailKey, { ...note, openRow });
    return note?.mayHaveLanded ?? false;
  }

  /** Notes that it is open no more; one of another row stays. */
  close(emailKey: EmailKey, row: number): void {
    const { openRow, ...note } = this.#notes.get(emailKey) ?? {};
    if (openRow === row) this.#notes.set(emailKey, note);
  }

  /** Notes for good that an attempt may have landed. */
  mayHaveLanded(emailKey: EmailKey): void {
    this.#notes.set(emailKey, { ...this.#notes.get(emailKey), mayHaveLanded: true });
  }

  /** Notes a customer and the row that brought it; it takes the place of an earlier one. */
  learn({ emailKey, person }: SettledFor, row: number, customerId: string): void {
    const note = this.#notes.get(emailKey);
    if (note?.customer) this.#forget(note.customer.customerId, emailKey);
    const customer = { customerId, person, row, at: this.#now().toISOString() };
    this.#notes.set(emailKey, { ...note, customer });
    this.#emailsOf.set(customerId, [...(this.#emailsOf.get(customerId) ?? []), emailKey]);
  }

  #forget(customerId: string, emailKey: EmailKey): void {
    const others = (this.#emailsOf.get(customerId) ?? []).filter((other) => other !== emailKey);
    this.#emailsOf.set(customerId, others);
  }

  /** The customer of an e-mail, for a row that is about a person. */
  knownCustomer(emailKey: EmailKey, person: string): KnownCustomer | undefined {
    const customer = this.#notes.get(emailKey)?.customer;
    if (!customer) return undefined;
    const { customerId, at, row } = customer;
    const outcome = { status: 'already-imported', customerId, runId: this.#runId, at } as const;
    return { outcome: person === customer.person ? outcome : { ...outcome, otherName: true }, row };
  }

  /** Whether a customer's ID is known under another e-mail than this. */
  isOfAnother(customerId: string, emailKey: EmailKey): boolean {
    return this.#emailsOf.get(customerId)?.some((known) => known !== emailKey) ?? false;
  }
}
