import type { EmailKey } from '../model/email-key.js';
import type { Identity } from '../model/identity.js';
import type { NotSentReason, Outcome, SettledOutcome, UnknownReason } from '../model/outcome.js';
import { isSameOutcome } from '../model/same-outcome.js';
import type { Claim, Intent, Journal, KnownCustomer, OpenAttempt, SettledFor } from '../ports.js';
import { begunAlready, notBegun, settledAlready } from '../row-errors.js';
import { MemoryLedger } from './memory-ledger.js';

/** What a journal in memory says of itself. */
export interface MemoryJournalOptions {
  /** Its run; default `memory`. */
  readonly runId?: string;
  /** Wall-clock time; default: the system's. */
  readonly now?: () => Date;
}

/** A journal that lasts as long as the process, with a ledger of its own: for a check, for tests, and for a run nobody needs to resume. */
export function memoryJournal(options: MemoryJournalOptions = {}): Journal {
  return new MemoryJournal(options.runId ?? 'memory', options.now ?? (() => new Date()));
}

/** A row that was begun, or is settled. */
interface MemoryRow {
  readonly state: 'sending' | 'unconfirmed' | 'not-sent' | 'settled';
  readonly outcome: Outcome;
  /** What was begun last; left out where the row never was. */
  readonly intent?: Intent;
  /** When the first attempt that may have had its effect began. */
  readonly began?: Date;
  /** Once an attempt of this row was unconfirmed, for good. */
  readonly mayHaveLanded?: boolean;
}

const begun: Outcome = { status: 'unconfirmed', reason: 'program-ended' };

class MemoryJournal implements Journal {
  readonly #runId: string;
  readonly #rows = new Map<number, MemoryRow>();
  readonly #ledger: MemoryLedger;

  constructor(runId: string, now: () => Date) {
    this.#runId = runId;
    this.#ledger = new MemoryLedger(runId, now);
  }

  async begin(intent: Intent): Promise<Claim> {
    const { row, emailKey, person } = intent;
    const own = this.#rows.get(row);
    if (own?.state === 'sending') throw begunAlready(row);
    if (own && own.state !== 'not-sent') return { kind: 'settled', outcome: own.outcome };
    const openRow = this.#ledger.openRow(emailKey);
    const attempt = openRow === undefined ? undefined : await this.attemptOf(openRow);
    if (openRow !== undefined && attempt)
      return { kind: 'open-elsewhere', row: openRow, runId: this.#runId, attempt, journal: this };
    const known = intent.again === true ? undefined : this.#ledger.knownCustomer(emailKey, person);
    if (known) {
      this.#rows.set(row, { state: 'settled', outcome: known.outcome });
      return { kind: 'settled', outcome: known.outcome };
    }
    const { mayHaveLanded = false, began } = own ?? {};
    this.#rows.set(row, {
      state: 'sending',
      outcome: begun,
      intent,
      mayHaveLanded,
      began: mayHaveLanded && began ? began : intent.at,
    });
    return { kind: 'claimed', mayHaveLanded: this.#ledger.open(emailKey, row) };
  }

  async release(row: number, reason: NotSentReason = 'run-stopped'): Promise<void> {
    const own = this.#rows.get(row);
    if (own?.state === 'settled') throw settledAlready(row, own.outcome);
    this.#rows.set(row, { ...own, state: 'not-sent', outcome: { status: 'not-sent', reason } });
    if (own?.intent) this.#ledger.close(own.intent.emailKey, row);
  }

  async unconfirm(row: number, reason: UnknownReason): Promise<void> {
    const own = this.#unsettled(row);
    if (own.state === 'not-sent' || !own.intent) throw notBegun(row);
    const outcome: Outcome = { status: 'unconfirmed', reason };
    this.#rows.set(row, { ...own, state: 'unconfirmed', outcome, mayHaveLanded: true });
    this.#ledger.mayHaveLanded(own.intent.emailKey);
  }

  async settle(row: number, outcome: SettledOutcome, of?: SettledFor): Promise<void> {
    const own = this.#rows.get(row);
    if (own?.state === 'settled' && isSameOutcome(own.outcome, outcome)) return;
    if (own?.state === 'settled') throw settledAlready(row, own.outcome);
    this.#rows.set(row, { state: 'settled', outcome });
    const whom = own?.intent ?? of;
    if (own?.intent) this.#ledger.close(own.intent.emailKey, row);
    if (whom && (outcome.status === 'created' || outcome.status === 'exists'))
      this.#ledger.learn(whom, row, outcome.customerId);
  }

  async attemptOf(row: number): Promise<OpenAttempt | undefined> {
    const { state, intent, began } = this.#rows.get(row) ?? {};
    if (!intent || !began || (state !== 'sending' && state !== 'unconfirmed')) return undefined;
    return { began, isOurs: (identity: Identity) => identity === intent.identity };
  }

  async outcomeOf(row: number): Promise<Outcome | undefined> {
    return this.#rows.get(row)?.outcome;
  }

  async knownCustomer(emailKey: EmailKey, person: string): Promise<KnownCustomer | undefined> {
    return this.#ledger.knownCustomer(emailKey, person);
  }

  async isOfAnother(customerId: string, emailKey: EmailKey): Promise<boolean> {
    return this.#ledger.isOfAnother(customerId, emailKey);
  }

  async *outcomes(): AsyncGenerator<readonly [row: number, outcome: Outcome], void, undefined> {
    for (const row of [...this.#rows.keys()].sort((a, b) => a - b)) {
      const known = this.#rows.get(row);
      if (known) yield [row, known.outcome];
    }
  }

  #unsettled(row: number): MemoryRow {
    const own = this.#rows.get(row);
    if (!own) throw notBegun(row);
    if (own.state === 'settled') throw settledAlready(row, own.outcome);
    return own;
  }
}
