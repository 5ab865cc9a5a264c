import type { DeliveryStore, OutboxStore } from './deliveries.js';
import type { Account } from './model/account.js';
import type { EmailKey } from './model/email-key.js';
import type { Identity } from './model/identity.js';
import type {
  AlreadyImported,
  NotSentReason,
  Outcome,
  SettledOutcome,
  UnknownReason,
} from './model/outcome.js';
import type { StatusCounts } from './model/result-book.js';
import type { Source } from './model/source.js';

/*
 * The durable memory, as ports: the journal of one run, and the store that has the journals of all runs and the accounts'
 * ledgers. Asynchronous, and spoken of in claims, so that a database that several machines share can implement it.
 */

/** What is noted before a customer's create leaves. */
export interface Intent {
  readonly row: number;
  readonly emailKey: EmailKey;
  /** `identityOf` what is sent: tells our customer from another with the same e-mail. */
  readonly identity: Identity;
  /** `personKey` of what is sent: tells the same person from another who shares the e-mail. */
  readonly person: string;
  /** Wall-clock time, for comparing with the vendor's dates. */
  readonly at: Date;
  /** The ledger's customer was looked up and is gone: begin all the same. Default false. */
  readonly again?: boolean;
}

/** Attempts for one row that may have had their effect. */
export interface OpenAttempt {
  /** When the first of them began, by the wall clock. */
  readonly began: Date;
  /** Whether a customer with this identity is the one that was sent. */
  isOurs(identity: Identity): boolean;
}

/** What `begin` answers: go on, or why not. */
export type Claim =
  | {
      readonly kind: 'claimed';
      /** An attempt for this e-mail, of any run of the account, ended unknown once: it may still have its effect. */
      readonly mayHaveLanded: boolean;
    }
  /** The row has an outcome, or the ledger has a customer for its e-mail (`already-imported`). Nothing is begun. */
  | { readonly kind: 'settled'; readonly outcome: Outcome }
  /** An attempt for this e-mail is open in another run, or in another row of this one: settle that first. Nothing is begun. */
  | {
      readonly kind: 'open-elsewhere';
      readonly row: number;
      readonly runId: string;
      readonly attempt: OpenAttempt;
      /** That of the other run. */
      readonly journal: Journal;
    };

/**
 * The memory of what was intended and what happened, of one run, and of its account's ledger. Written before a request
 * leaves. A row is unknown, begun, unconfirmed, not-sent or settled. Everything resolves when it is as durable as this
 * journal is. What fails here is thrown, and stops the run before the next request; after a failure every write fails,
 * while what was told since is still known to `outcomeOf`.
 */
export interface Journal {
  /**
   * Notes the intent to create a customer for a row.
   * @throws where the row is being sent already
   */
  begin(intent: Intent): Promise<Claim>;
  /**
   * Takes an intent back: the attempt is known to have had no effect. Of a row that was never begun, notes why it is not sent. It
   * can be begun again either way. @param reason default `run-stopped`
   */
  release(row: number, reason?: NotSentReason): Promise<void>;
  /**
   * Notes that nobody knows what became of a begun row. It stays open: it can be settled or released later, and not be begun
   * again. That it may have landed stays in the ledger for good.
   */
  unconfirm(row: number, reason: UnknownReason): Promise<void>;
  /** Notes what became of a row that was begun or is unconfirmed, or that needs no attempt. Final. */
  settle(row: number, outcome: SettledOutcome, of?: SettledFor): Promise<void>;
  /** The open attempts of a begun or unconfirmed row; `undefined` for any other. */
  attemptOf(row: number): Promise<OpenAttempt | undefined>;
  /** What is known of a row; `undefined` where it was never begun or settled. A begun one is `unconfirmed`. */
  outcomeOf(row: number): Promise<Outcome | undefined>;
  /** What the ledger has for an e-mail, from whichever run; `undefined` where it has no customer. Begins nothing. */
  knownCustomer(emailKey: EmailKey, person: string): Promise<KnownCustomer | undefined>;
  /** Whether the ledger knows a customer's ID under another e-mail than this. */
  isOfAnother(customerId: string, emailKey: EmailKey): Promise<boolean>;
  /** All that is known, by rising row. */
  outcomes(): AsyncIterable<readonly [row: number, outcome: Outcome]>;
}

/** Whom an outcome that needed no attempt is about, so that the ledger learns of it. */
export type SettledFor = Pick<Intent, 'emailKey' | 'person'>;

/** A customer as the ledger knows it. */
export interface KnownCustomer {
  readonly outcome: AlreadyImported;
  /** The run and row that it came from. */
  readonly row: number;
}

/** A run before its first row. */
export interface NewRun {
  readonly id: string;
  readonly account: Account;
  readonly source: Source;
  /** The path of the input as given, made absolute. */
  readonly file: string;
  readonly started: Date;
  /** Rows in all. */
  readonly rows: number;
}

/** How a run ended, or its latest resume. */
export interface RunEnd {
  readonly at: Date;
  /** Of sending, all resumes included. */
  readonly seconds: number;
  /** By status; they add up to the rows. */
  readonly counts: StatusCounts;
  readonly exitCode: number;
  /** `StopReason`'s kind, where it stopped. */
  readonly stopped?: string;
}

/** A run as the store knows it. */
export interface StoredRun extends NewRun {
  /** Left out where it never came to an end: it goes on in another process, or was killed. */
  readonly end?: RunEnd;
  /** When its values were purged; left out where they are there. */
  readonly purged?: Date;
}

/** What an account thinks of an API key: its first, one that it has seen, or another than those. */
export type KeyStanding = 'first' | 'known' | 'other';

/** The journals of all runs and the ledgers of all accounts of one state directory. Everything resolves when it is durable. */
export interface JournalStore {
  /** What came into watched folders. Changes that are made without waiting between them become durable together. */
  readonly deliveries: DeliveryStore;
  /** What is to be told about it. */
  readonly outbox: OutboxStore;
  /** Notes a run. @throws where its ID is taken */
  addRun(run: NewRun): Promise<void>;
  /** Notes how a run ended; a later end takes the place of an earlier one. */
  endRun(id: string, end: RunEnd): Promise<void>;
  run(id: string): Promise<StoredRun | undefined>;
  /** All runs, the newest first. */
  runs(): Promise<readonly StoredRun[]>;
  /** The runs of an account whose source had these bytes, the newest first. @param sha256 lower-case hex */
  runsOfContent(account: Account, sha256: string): Promise<readonly StoredRun[]>;
  /** The journal of a run that was added. */
  journal(id: string): Promise<Journal>;
  /**
   * Makes every begun row of the account's runs `unconfirmed` (`program-ended`): called while the account's lock is held, when
   * nobody can be sending. @returns how many there were
   */
  recover(account: Account): Promise<number>;
  /** As `Journal.knownCustomer`, for a plan: before there is a run. */
  knownCustomer(account: Account, emailKey: EmailKey, person: string): Promise<KnownCustomer | undefined>;
  /** What the account thinks of a key; remembers nothing. Keys are kept as fingerprints alone. */
  keyStanding(account: Account, key: string): Promise<KeyStanding>;
  rememberKey(account: Account, key: string): Promise<void>;
  /** Notes that the values of a run are gone. Its rows' IDs and the ledger stay: they hold no personal data, and guard against doubles. */
  markPurged(id: string, at: Date): Promise<void>;
  /** Writes something that nobody reads, durably. @throws JournalError where the store cannot be written */
  proveWritable(): Promise<void>;
  /** Reads the whole store through. @returns what is wrong, a sentence each; empty where nothing is */
  findDamage(): Promise<readonly string[]>;
  close(): Promise<void>;
}
