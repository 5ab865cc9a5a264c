import type {
  Account,
  DeliveryStore,
  EmailKey,
  Journal,
  JournalStore,
  KeyStanding,
  KnownCustomer,
  NewRun,
  OutboxStore,
  RunEnd,
  StoredRun,
} from '@solarproof-import/core';
import { rememberKey, standingOf } from './account-keys.js';
import { findDamage } from './find-damage.js';
import { knownCustomer, ledgerOf } from './ledger.js';
import { recoverRows } from './recover-rows.js';
import { SqliteJournal, type JournalOf, type JournalsShared } from './sqlite-journal.js';
import { storedDeliveries } from './stored-deliveries.js';
import { storedOutbox } from './stored-outbox.js';
import { storedRuns, type StoredRuns } from './stored-runs.js';

// SQLite counts from 1: an account that nobody knows.
const nobody = 0;

/** All journals and ledgers of one database, on one connection. */
export class SqliteJournalStore implements JournalStore {
  readonly deliveries: DeliveryStore;
  readonly outbox: OutboxStore;
  readonly #shared: JournalsShared;
  readonly #runs: StoredRuns;
  /** By the run's number: each run has one, which knows what was told and could not be written. */
  readonly #journals = new Map<number, SqliteJournal>();
  #isClosed = false;

  constructor(shared: Omit<JournalsShared, 'journalOf'>) {
    this.#runs = storedRuns(shared.database);
    this.deliveries = this.#deliveries(storedDeliveries(shared.database));
    this.outbox = this.#outbox(storedOutbox(shared.database));
    this.#shared = {
      ...shared,
      journalOf: (run) => this.#journals.get(run) ?? this.#journalOf(this.#runs.journalOf({ run })),
    };
  }

  addRun(run: NewRun): Promise<void> {
    return this.#write(() => this.#runs.add(run));
  }

  endRun(id: string, end: RunEnd): Promise<void> {
    return this.#write(() => this.#runs.end(id, end));
  }

  run(id: string): Promise<StoredRun | undefined> {
    return this.#read(() => this.#runs.find(id));
  }

  runs(): Promise<readonly StoredRun[]> {
    return this.#read(() => this.#runs.all());
  }

  runsOfContent(account: Account, sha256: string): Promise<readonly StoredRun[]> {
    return this.#read(() => this.#runs.ofContent(account, sha256));
  }

  journal(id: string): Promise<Journal> {
    return this.#read(() => this.#journalOf(this.#runs.journalOf({ id })));
  }

  #journalOf(of: JournalOf): SqliteJournal {
    const journal = this.#journals.get(of.run) ?? new SqliteJournal(of, this.#shared);
    this.#journals.set(of.run, journal);
    return journal;
  }

  recover(account: Account): Promise<number> {
    const { database, now } = this.#shared;
    return this.#write(() => recoverRows(database, this.#runs.account(account) ?? nobody, now()));
  }

  knownCustomer(account: Account, emailKey: EmailKey, person: string): Promise<KnownCustomer | undefined> {
    const { database, fingerprint } = this.#shared;
    return this.#read(() => {
      const ledger = ledgerOf(database, this.#runs.account(account) ?? nobody);
      return knownCustomer(ledger, {
        email: fingerprint('email', emailKey),
        person: fingerprint('person', person),
      });
    });
  }

  keyStanding(account: Account, key: string): Promise<KeyStanding> {
    const { database, fingerprint } = this.#shared;
    return this.#read(() =>
      standingOf(database, this.#runs.account(account) ?? nobody, fingerprint('key', key)),
    );
  }

  rememberKey(account: Account, key: string): Promise<void> {
    const { database, fingerprint, now } = this.#shared;
    const seen = { fingerprint: fingerprint('key', key), at: now() };
    return this.#write(() => rememberKey(database, this.#runs.addAccount(account), seen));
  }

  markPurged(id: string, at: Date): Promise<void> {
    return this.#write(() => this.#runs.purge(id, at));
  }

  proveWritable(): Promise<void> {
    const { database, now } = this.#shared;
    return this.#write(() =>
      database.prepare('INSERT OR REPLACE INTO proof (number, at) VALUES (1, ?)').run(now().getTime()),
    );
  }

  findDamage(): Promise<readonly string[]> {
    return this.#read(() => findDamage(this.#shared.database));
  }

  /** @throws JournalError where what was not durable yet cannot be made so; the file is let go all the same */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const { database, commits } = this.#shared;
    const written = commits.hasFailed ? Promise.resolve() : commits.durable();
    commits.close();
    database.close();
    await written;
  }

  #deliveries(stored: ReturnType<typeof storedDeliveries>): DeliveryStore {
    return {
      put: (delivery) => this.#write(() => stored.put(delivery)),
      remove: (id) => this.#write(() => stored.remove(id)),
      find: (id) => this.#read(() => stored.find(id)),
      list: (wanted) => this.#read(() => stored.list(wanted)),
      approve: (id, at) => this.#write(() => stored.approve(id, at)),
      markOf: (path) => this.#read(() => stored.markOf(path)),
      pathsOf: (mark) => this.#read(() => stored.pathsOf(mark)),
      rememberMark: (path, mark) => this.#write(() => stored.rememberMark(path, mark)),
    };
  }

  #outbox(stored: ReturnType<typeof storedOutbox>): OutboxStore {
    return {
      add: (message) => this.#write(() => stored.add(message)),
      waiting: () => this.#read(() => stored.waiting()),
      tried: (id) => this.#write(() => stored.tried(id)),
      remove: (id) => this.#write(() => stored.remove(id)),
    };
  }

  async #read<T>(work: () => T): Promise<T> {
    return this.#shared.commits.read(work);
  }

  async #write<T>(work: () => T): Promise<T> {
    const value = this.#shared.commits.change(work);
    await this.#shared.commits.durable();
    return value;
  }
}
