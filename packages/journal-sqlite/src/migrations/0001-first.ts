/** The first version of the tables. */
export const first = `
CREATE TABLE account (
  number INTEGER PRIMARY KEY,
  host TEXT NOT NULL,
  name TEXT NOT NULL,
  UNIQUE (host, name)
) STRICT;

-- The API keys that an account has been used with, as fingerprints.
CREATE TABLE account_key (
  account INTEGER NOT NULL REFERENCES account,
  fingerprint BLOB NOT NULL,
  first_seen INTEGER NOT NULL,
  PRIMARY KEY (account, fingerprint)
) STRICT, WITHOUT ROWID;

CREATE TABLE run (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  account INTEGER NOT NULL REFERENCES account,
  file TEXT NOT NULL,
  source_name TEXT NOT NULL,
  source_format TEXT NOT NULL,
  source_sha256 TEXT NOT NULL,
  source_bytes INTEGER NOT NULL,
  started INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  -- NULL until it ends: it goes on, or was killed.
  ended_at INTEGER,
  seconds REAL,
  counts TEXT,
  exit_code INTEGER,
  stopped TEXT,
  purged_at INTEGER
) STRICT;

-- sending      the intent is durable; a request may be under way
-- unconfirmed  the attempt ended, and nobody knows how
-- not-sent     taken back: the attempt had no effect; the row can be begun again
-- settled      final: 'status' says how
--
-- none ──► sending ──► unconfirmed ──► settled
--             │  ▲          │             ▲
--             ▼  │          ▼             │
--           not-sent ◄──────┘     none, sending and not-sent too
CREATE TABLE run_row (
  run INTEGER NOT NULL REFERENCES run,
  row INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('sending', 'unconfirmed', 'not-sent', 'settled')),
  -- Fingerprints of what was sent last; NULL where the row was never begun.
  email BLOB,
  identity BLOB,
  person BLOB,
  attempts INTEGER NOT NULL DEFAULT 0,
  -- Of the first attempt that may have had its effect.
  began_at INTEGER,
  -- Once an attempt of this row was unconfirmed: 1 for good.
  may_have_landed INTEGER NOT NULL DEFAULT 0,
  changed_at INTEGER NOT NULL,
  status TEXT,
  reason TEXT,
  customer_id TEXT,
  code TEXT,
  field TEXT,
  message TEXT,
  of_row INTEGER,
  other_name INTEGER NOT NULL DEFAULT 0,
  confirmed INTEGER NOT NULL DEFAULT 0,
  known_run TEXT,
  known_at TEXT,
  PRIMARY KEY (run, row)
) STRICT, WITHOUT ROWID;

CREATE INDEX run_row_sending ON run_row (run) WHERE state = 'sending';

-- What an account's runs know of an e-mail.
CREATE TABLE ledger (
  account INTEGER NOT NULL REFERENCES account,
  email BLOB NOT NULL,
  -- An attempt ended unknown once: 1 for good.
  may_have_landed INTEGER NOT NULL DEFAULT 0,
  -- The row whose attempt is open; at most one.
  open_run INTEGER REFERENCES run,
  open_row INTEGER,
  -- The customer, and the row that brought it.
  customer_id TEXT,
  person BLOB,
  run INTEGER REFERENCES run,
  row INTEGER,
  at INTEGER,
  PRIMARY KEY (account, email)
) STRICT, WITHOUT ROWID;

CREATE INDEX ledger_customer ON ledger (account, customer_id) WHERE customer_id IS NOT NULL;
`;
