import type { Account, ErrorLimit, SendOptions, TableOptions, Transport } from '@solarproof-import/importer';
import type { NotifyConfig } from './config/config-schema.js';

/** When an inbox is looked at. */
export interface Schedule {
  /** A cron expression: `0 6 * * 1-5`. */
  readonly pattern: string;
  /** E.g. `Australia/Sydney`; default: the system's. */
  readonly timeZone?: string | undefined;
}

/** The way to an account, found anew each time: keys rotate. */
export interface AccountAccess {
  readonly transport: Transport;
  /** For comparing with the keys that the account has had; left out for the sandbox. */
  readonly apiKey?: string | undefined;
  /** Where the key came from, for people. */
  readonly keyFrom: string;
  /** The API's address; left out for the sandbox. */
  readonly apiUrl?: string | undefined;
}

/** One folder that is watched, with everything that was said of it, from flags, environment and config file. */
export interface WatchedFolder {
  /** Absolute. */
  readonly root: string;
  readonly account: Account;
  /** The account was named, so that another key of it is meant to be taken. */
  readonly accountIsNamed: boolean;
  /** How its lists are read; asked for anew at each pass, so that a mended mapping counts. @throws SettingsError */
  tableOptions(): Promise<TableOptions>;
  /** Finds the key and opens the way to the account. @throws SettingsError where there is no key, or none that can be used */
  openAccount(): Promise<AccountAccess>;
  readonly pace: Pick<SendOptions, 'concurrency' | 'rate' | 'settleMs'>;
  /** What happens to content that was imported before. */
  readonly duplicates: 'set-aside' | 'import' | 'recheck';
  /** Lists with more rows wait for a person; default: none does. */
  readonly reviewOver?: number | undefined;
  /** Lists with more invalid rows wait for a person, and a run stops at more errors; default: any number. */
  readonly maxErrors?: ErrorLimit | undefined;
  /** E.g. `{name}.ready`; default: none is needed. */
  readonly requireMarker?: string | undefined;
  /** Milliseconds between two looks at the inbox. */
  readonly pollMs: number;
  /** Milliseconds for which a file must not have changed. */
  readonly stillMs: number;
  /** Default: all the time. */
  readonly schedule?: Schedule | undefined;
  /** What a command that a person is told to type must repeat, to find the same state: `['--config', '/etc/…']`. Default: nothing. */
  readonly repeatedFlags?: readonly string[] | undefined;
  /** Default: nobody is told. */
  readonly notify?: NotifyConfig | undefined;
}
