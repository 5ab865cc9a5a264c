/** Watched folders: what came into them, and what is still to be told about it. */
export const deliveries = `
-- By which mark a folder is known that was watched from a path.
CREATE TABLE watched_folder (
  path TEXT PRIMARY KEY,
  mark TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The states, and how one leads to another: core/src/deliveries.ts.
CREATE TABLE delivery (
  id TEXT PRIMARY KEY,
  folder TEXT NOT NULL,
  name TEXT NOT NULL,
  taken INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('processing', 'done', 'failed', 'duplicate', 'review')),
  sha256 TEXT,
  -- No reference: the ID is noted before its run is.
  run TEXT,
  place TEXT,
  results TEXT,
  approved INTEGER,
  open INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE INDEX delivery_state ON delivery (state, open);

CREATE TABLE outbox (
  id TEXT NOT NULL,
  channel TEXT NOT NULL,
  body TEXT NOT NULL,
  created INTEGER NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;

-- What is written to see whether anything can be; at most one row.
CREATE TABLE proof (
  number INTEGER PRIMARY KEY CHECK (number = 1),
  at INTEGER NOT NULL
) STRICT;

CREATE INDEX run_content ON run (source_sha256, account);
`;
