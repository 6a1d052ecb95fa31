// What stands in a book. A unit's name is in `unit` and `failing` alone, so that it can be forgotten.

export const BOOK_SCHEMA = `
  CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS event (
    id TEXT PRIMARY KEY, unit INTEGER NOT NULL, variant INTEGER NOT NULL, at INTEGER NOT NULL,
    is_divergent INTEGER NOT NULL, device_class TEXT, metric_values TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS event_of_unit ON event (unit);
  CREATE TABLE IF NOT EXISTS unit (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, variant INTEGER, first_at INTEGER, first_event TEXT
  );
  CREATE TABLE IF NOT EXISTS open_window (ends_at INTEGER NOT NULL, hours REAL NOT NULL, unit INTEGER NOT NULL, PRIMARY KEY (ends_at, hours, unit)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS exposed (variant INTEGER PRIMARY KEY, units INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS unit_value (
    unit INTEGER NOT NULL, metric TEXT NOT NULL, variant INTEGER NOT NULL, is_triggered INTEGER NOT NULL,
    device_class TEXT NOT NULL, value REAL NOT NULL, PRIMARY KEY (unit, metric)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS measured (
    variant INTEGER NOT NULL, metric TEXT NOT NULL, slice TEXT NOT NULL, count INTEGER NOT NULL, mean REAL NOT NULL, m2 REAL NOT NULL,
    PRIMARY KEY (variant, metric, slice)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS failing (
    variant INTEGER NOT NULL, hour INTEGER NOT NULL, unit TEXT NOT NULL, queries INTEGER NOT NULL, failures INTEGER NOT NULL,
    at INTEGER NOT NULL, PRIMARY KEY (variant, hour, unit)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS failing_total (
    variant INTEGER NOT NULL, hour INTEGER NOT NULL, queries INTEGER NOT NULL, failures INTEGER NOT NULL, failing_units INTEGER NOT NULL,
    PRIMARY KEY (variant, hour)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS failing_hour (variant INTEGER NOT NULL, hour INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (variant, hour)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS alarm (
    id TEXT PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, variant TEXT, metric TEXT, action TEXT NOT NULL, policy TEXT,
    sentence TEXT NOT NULL, state TEXT NOT NULL, telling TEXT NOT NULL, attempts INTEGER NOT NULL, next_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS series (
    at INTEGER NOT NULL, variant TEXT NOT NULL, metric TEXT NOT NULL, difference REAL NOT NULL, low REAL NOT NULL, high REAL NOT NULL,
    units INTEGER NOT NULL, PRIMARY KEY (at, variant, metric)
  ) WITHOUT ROWID;
`;
