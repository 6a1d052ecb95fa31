// Counts failures so that nobody alone can trip the breaker: of one unit at most five queries and two failures are seen, and
// five units have to fail. Counted from the start, and anew every hour: a long good record mustn't hide a sudden break. The hours
// share what they may be wrong together: each later one has to be surer.
import { HOUR_MS } from '../../src/durations.ts';
import { breakerShare, errorBreaker } from '../../src/stats/error-breaker.ts';

const MOST_QUERIES = 5;
const MOST_FAILURES = 2;
export const FEWEST_FAILING_UNITS = 5;
/** Stands for "from the start". */
const EVER = 0;
const TABLES = ['failing', 'failing_total', 'failing_hour'];

export interface WatchedOutcome {
  readonly variant: number;
  /** '' for callers that name none: together they are one. */
  readonly unit: string;
  readonly at: number;
  readonly isFailure: boolean;
}

export interface ErrorCount extends Record<string, SqlStorageValue> {
  readonly queries: number;
  readonly failures: number;
  readonly failing_units: number;
}

/** Called within a transaction. */
export class ErrorWatch {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  add(outcomes: readonly WatchedOutcome[]): void {
    const units = new Map<string, UnitCount>();
    for (const { variant, unit, at, isFailure } of outcomes) {
      for (const hour of [EVER, Math.floor(at / HOUR_MS)]) {
        const key = `${variant} ${hour} ${unit}`;
        let count = units.get(key);
        if (!count) units.set(key, (count = this.#known(variant, hour, unit)));
        if (count.queries >= MOST_QUERIES || (isFailure && count.failures >= MOST_FAILURES)) continue;
        count.queries++;
        count.at = Math.max(count.at, at);
        if (isFailure) count.failures++;
      }
    }
    for (const count of units.values()) this.#write(count);
  }

  /** The count that shows that too much fails; null while none does. */
  breach(variant: number, acceptable: number): ErrorCount | null {
    const query = `SELECT queries, failures, failing_units, CASE hour WHEN ${EVER} THEN 0 ELSE COALESCE(number, 1) END AS number
      FROM failing_total LEFT JOIN failing_hour USING (variant, hour) WHERE variant = ? AND failing_units >= ? ORDER BY hour`;
    const counts = this.#sql.exec<ErrorCount & { number: number }>(query, variant, FEWEST_FAILING_UNITS).toArray();
    return counts.find(({ queries, failures, number }) => errorBreaker({ queries, failures, acceptable, share: breakerShare(number) }).isTripped) ?? null;
  }

  /** After a rollback: what comes now is judged by itself. */
  reset(variant: number): void {
    for (const table of TABLES) this.#sql.exec(`DELETE FROM ${table} WHERE variant = ?`, variant);
  }

  /** Hours that are over: nothing new is counted in them. */
  forgetHoursBefore(at: number): void {
    for (const table of TABLES) this.#sql.exec(`DELETE FROM ${table} WHERE hour > ? AND hour < ?`, EVER, Math.floor(at / HOUR_MS));
  }

  /** Names of units that were counted last before; what they came to stays. */
  forgetUnitsBefore(at: number): void {
    this.#sql.exec('DELETE FROM failing WHERE at < ?', at);
  }

  erase(unit: string): number {
    return this.#sql.exec('DELETE FROM failing WHERE unit = ? RETURNING hour', unit).toArray().length;
  }

  #known(variant: number, hour: number, unit: string): UnitCount {
    const query = 'SELECT queries, failures FROM failing WHERE variant = ? AND hour = ? AND unit = ?';
    const [row] = this.#sql.exec<{ queries: number; failures: number }>(query, variant, hour, unit).toArray();
    const before = row ?? { queries: 0, failures: 0 };
    return { variant, hour, unit, before, ...before, at: 0 };
  }

  /** How many hours there were, this one included; under "from the start" stands the latest number. */
  #number(variant: number, hour: number): void {
    const isNew = this.#sql.exec('INSERT INTO failing_hour (variant, hour, number) VALUES (?, ?, 0) ON CONFLICT DO NOTHING', variant, hour).rowsWritten > 0;
    if (!isNew) return;
    const next = 'INSERT INTO failing_hour (variant, hour, number) VALUES (?, ?, 1) ON CONFLICT (variant, hour) DO UPDATE SET number = number + 1 RETURNING number';
    const { number } = this.#sql.exec<{ number: number }>(next, variant, EVER).one();
    this.#sql.exec('UPDATE failing_hour SET number = ? WHERE variant = ? AND hour = ?', number, variant, hour);
  }

  #write({ variant, hour, unit, before, queries, failures, at }: UnitCount): void {
    if (queries === before.queries) return;
    if (hour !== EVER) this.#number(variant, hour);
    const insert = 'INSERT OR REPLACE INTO failing (variant, hour, unit, queries, failures, at) VALUES (?, ?, ?, ?, ?, ?)';
    this.#sql.exec(insert, variant, hour, unit, queries, failures, at);
    this.#sql.exec(
      `INSERT INTO failing_total (variant, hour, queries, failures, failing_units) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (variant, hour)
       DO UPDATE SET queries = queries + ?3, failures = failures + ?4, failing_units = failing_units + ?5`,
      variant,
      hour,
      queries - before.queries,
      failures - before.failures,
      before.failures === 0 && failures > 0 ? 1 : 0,
    );
  }
}

interface UnitCount {
  readonly variant: number;
  readonly hour: number;
  readonly unit: string;
  readonly before: { readonly queries: number; readonly failures: number };
  /** When it was counted last. */
  at: number;
  queries: number;
  failures: number;
}
