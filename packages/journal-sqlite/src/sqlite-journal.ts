import {
  begunAlready,
  BugError,
  isSameOutcome,
  notBegun,
  settledAlready,
  type AlreadyImported,
  type Claim,
  type EmailKey,
  type Identity,
  type Intent,
  type Journal,
  type KnownCustomer,
  type NotSentReason,
  type OpenAttempt,
  type Outcome,
  type SettledFor,
  type SettledOutcome,
  type UnknownReason,
} from '@solarproof-import/core';
import { isSame, type Fingerprint } from './fingerprints.js';
import type { GroupCommit } from './group-commit.js';
import { alreadyImported, knownCustomer, ledgerOf, type Ledger } from './ledger.js';
import type { Database } from './open-database.js';
import { risingOutcomes } from './rising-outcomes.js';
import { rowNotes, type RowMark, type RowNote, type RowNotes } from './row-notes.js';

/** What the journals of a store share. */
export interface JournalsShared {
  readonly database: Database;
  readonly commits: GroupCommit;
  readonly fingerprint: Fingerprint;
  readonly now: () => Date;
  /** The journal of another run, by the run's number. */
  journalOf(run: number): SqliteJournal;
}

/** Which run a journal is of, by the numbers that the tables have for it. */
export interface JournalOf {
  readonly run: number;
  readonly runId: string;
  readonly account: number;
}

/** The journal of one run. The states of its rows stand above `run_row` in `migrations/0001-first.ts`. */
export class SqliteJournal implements Journal {
  readonly #of: JournalOf;
  readonly #shared: JournalsShared;
  readonly #rows: RowNotes;
  readonly #ledger: Ledger;
  /** What was told and could not be written: only after a failure, so that the result can still tell the truth. */
  readonly #told = new Map<number, Outcome>();

  constructor(of: JournalOf, shared: JournalsShared) {
    this.#of = of;
    this.#shared = shared;
    this.#rows = rowNotes(shared.database, of.run, () => shared.now().getTime());
    this.#ledger = ledgerOf(shared.database, of.account);
  }

  async begin(intent: Intent): Promise<Claim> {
    const mark = this.#markOf(intent);
    const known: { outcome?: AlreadyImported } = {};
    const claim = this.#shared.commits.change(
      () => this.#claim(intent, mark, known),
      () => known.outcome && this.#told.set(intent.row, known.outcome),
    );
    if (claim.kind === 'claimed') await this.#shared.commits.durable();
    return claim;
  }

  #claim(intent: Intent, mark: RowMark, known: { outcome?: AlreadyImported }): Claim {
    const { row } = intent;
    const own = this.#rows.find(row);
    if (own?.state === 'sending') throw begunAlready(row);
    if (own && own.state !== 'not-sent') return { kind: 'settled', outcome: own.outcome };
    const note = this.#ledger.find(mark.email);
    // Before a customer that is known: where both are, the customer was looked up and is gone.
    if (note?.open) return this.#openElsewhere(note.open.run, note.open.row);
    if (note?.customer && intent.again !== true) {
      known.outcome = alreadyImported(note.customer, mark.person);
      this.#rows.settle(row, known.outcome, mark);
      return { kind: 'settled', outcome: known.outcome };
    }
    this.#rows.begin(row, mark, intent.at.getTime());
    this.#ledger.open(mark.email, { run: this.#of.run, row });
    return { kind: 'claimed', mayHaveLanded: note?.mayHaveLanded ?? false };
  }

  #openElsewhere(run: number, row: number): Claim {
    const journal = this.#shared.journalOf(run);
    const attempt = journal.#openAttempt(row);
    if (!attempt)
      throw new BugError('ATTEMPT_NOT_OPEN', `row ${row} of ${journal.#of.runId} has no open attempt`);
    return { kind: 'open-elsewhere', row, runId: journal.#of.runId, attempt, journal };
  }

  release(row: number, reason: NotSentReason = 'run-stopped'): Promise<void> {
    return this.#tell(row, { status: 'not-sent', reason }, () => {
      const own = this.#rows.find(row);
      if (own?.state === 'settled') throw settledAlready(row, own.outcome);
      this.#rows.notSent(row, reason);
      this.#close(row, own);
    });
  }

  unconfirm(row: number, reason: UnknownReason): Promise<void> {
    return this.#tell(row, { status: 'unconfirmed', reason }, () => {
      const own = this.#rows.find(row);
      if (own?.state === 'settled') throw settledAlready(row, own.outcome);
      if (!own?.mark || own.state === 'not-sent') throw notBegun(row);
      this.#rows.unconfirmed(row, reason);
      this.#ledger.mayHaveLanded(own.mark.email);
    });
  }

  async settle(row: number, outcome: SettledOutcome, of?: SettledFor): Promise<void> {
    const { commits } = this.#shared;
    const needsNoAttempt = commits.change(
      () => this.#settle(row, outcome, of),
      () => this.#told.set(row, outcome),
    );
    if (!needsNoAttempt) await commits.durable();
  }

  /** @returns whether the row was never begun: then it can be told again by anyone at any time */
  #settle(row: number, outcome: SettledOutcome, of: SettledFor | undefined): boolean {
    const own = this.#rows.find(row);
    if (own?.state === 'settled') {
      if (isSameOutcome(own.outcome, outcome)) return false;
      throw settledAlready(row, own.outcome);
    }
    const whom = own?.mark ?? (of && this.#markOf(of));
    this.#rows.settle(row, outcome, whom);
    this.#close(row, own);
    if (whom && (outcome.status === 'created' || outcome.status === 'exists')) {
      const [{ customerId }, at] = [outcome, this.#shared.now().getTime()];
      this.#ledger.learn(whom.email, { run: this.#of.run, row }, { customerId, person: whom.person, at });
    }
    return own?.mark === undefined;
  }

  attemptOf(row: number): Promise<OpenAttempt | undefined> {
    return this.#read(() => {
      const told = this.#told.get(row);
      return told && told.status !== 'unconfirmed' ? undefined : this.#openAttempt(row);
    });
  }

  #openAttempt(row: number): OpenAttempt | undefined {
    const own = this.#rows.find(row);
    if (!own?.mark || (own.state !== 'sending' && own.state !== 'unconfirmed')) return undefined;
    const { fingerprint } = this.#shared;
    const { identity } = own.mark;
    return {
      began: new Date(own.beganAt ?? 0),
      isOurs: (found: Identity) => isSame(identity, fingerprint('identity', found)),
    };
  }

  outcomeOf(row: number): Promise<Outcome | undefined> {
    return this.#read(() => this.#told.get(row) ?? this.#rows.find(row)?.outcome);
  }

  knownCustomer(emailKey: EmailKey, person: string): Promise<KnownCustomer | undefined> {
    return this.#read(() => knownCustomer(this.#ledger, this.#markOf({ emailKey, person })));
  }

  isOfAnother(customerId: string, emailKey: EmailKey): Promise<boolean> {
    return this.#read(() =>
      this.#ledger.isOfAnother(customerId, this.#shared.fingerprint('email', emailKey)),
    );
  }

  outcomes(): AsyncIterable<readonly [row: number, outcome: Outcome]> {
    this.#shared.commits.commit();
    return risingOutcomes((row, most) => this.#read(() => this.#rows.after(row, most)), this.#told);
  }

  #close(row: number, own: RowNote | undefined): void {
    if (own?.mark) this.#ledger.close(own.mark.email, { run: this.#of.run, row });
  }

  async #tell(row: number, outcome: Outcome, work: () => void): Promise<void> {
    this.#shared.commits.change(work, () => this.#told.set(row, outcome));
    await this.#shared.commits.durable();
  }

  async #read<T>(work: () => T): Promise<T> {
    return this.#shared.commits.read(work);
  }

  #markOf({ emailKey, person, identity }: SettledFor & Partial<Pick<Intent, 'identity'>>): RowMark {
    const { fingerprint } = this.#shared;
    return {
      email: fingerprint('email', emailKey),
      person: fingerprint('person', person),
      identity: fingerprint('identity', identity ?? ''),
    };
  }
}
