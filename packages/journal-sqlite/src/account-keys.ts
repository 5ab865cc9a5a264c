import type { KeyStanding } from '@solarproof-import/core';
import type { Database } from './open-database.js';

/** What an account thinks of an API key. */
export function standingOf(database: Database, account: number, fingerprint: Uint8Array): KeyStanding {
  const known = database.prepare('SELECT 1 AS found FROM account_key WHERE account = ? AND fingerprint = ?');
  if (known.get(account, fingerprint)) return 'known';
  const any = database.prepare('SELECT 1 AS found FROM account_key WHERE account = ? LIMIT 1').get(account);
  return any ? 'other' : 'first';
}

/** Has an account remember a key by its fingerprint; one that it knows stays as it is. */
export function rememberKey(database: Database, account: number, { fingerprint, at }: SeenKey): void {
  database
    .prepare(
      'INSERT INTO account_key (account, fingerprint, first_seen) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    )
    .run(account, fingerprint, at.getTime());
}

/** A key, and when it was seen first. */
export interface SeenKey {
  readonly fingerprint: Uint8Array;
  readonly at: Date;
}
