// The tables of the book of traffic.

export const TRAFFIC_SCHEMA = `
  CREATE TABLE IF NOT EXISTS seen (id TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS seen_at ON seen (at);

  -- Sums of an hour as JSON: kind is traffic, provider, reliability or agreement.
  CREATE TABLE IF NOT EXISTS sum (kind TEXT, key TEXT, start INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS sum_start ON sum (kind, start);

  -- What a device's answer saved is known when both its decision and its outcome are: whichever comes first waits here.
  CREATE TABLE IF NOT EXISTS waiting (decision TEXT PRIMARY KEY, cost REAL, key TEXT, unit TEXT, at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS waiting_at ON waiting (at);

  -- How many labels a unit told in an hour.
  CREATE TABLE IF NOT EXISTS audited (unit TEXT, at INTEGER NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (unit, at)) WITHOUT ROWID;

  -- The newest events, whole, for whoever looks into one decision.
  CREATE TABLE IF NOT EXISTS recent (number INTEGER PRIMARY KEY AUTOINCREMENT, decision TEXT NOT NULL, joined TEXT, unit TEXT, at INTEGER NOT NULL, body TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS recent_decision ON recent (decision);
  CREATE INDEX IF NOT EXISTS recent_joined ON recent (joined);
  CREATE INDEX IF NOT EXISTS recent_at ON recent (at);

  CREATE TABLE IF NOT EXISTS book (name TEXT PRIMARY KEY) WITHOUT ROWID;
`;
