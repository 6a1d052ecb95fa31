// Sums by hour, kept as JSON: what a batch adds is gathered first, so that a hundred events cost a few rows.
import { agreementKey, mergeAgreement, type AgreementSum } from './agreement-sums.ts';
import { addValue, NO_VALUES } from '../../src/stats/mean-accumulator.ts';
import type { TrafficHour } from '../../src/wire/admin-api.ts';
import { mergeProvider, mergeReliability, mergeTraffic, providerKey, reliabilityKey, trafficKey, type ReliabilityBin } from './traffic-sums.ts';
import type { ProviderHour } from '../../src/wire/admin-api.ts';

/** Names that clients tell could be endless: an hour with so many rows calls further ones "other". A month of them fits into memory. */
const ROWS_AN_HOUR = 500;
const OTHER = 'other';

interface Sum {
  readonly startMs: number;
}

export class SumTable<T extends Sum> {
  readonly #sql: SqlStorage;
  readonly #kind: string;
  readonly #keyOf: (sum: T) => string;
  readonly #merge: (one: T, other: T) => T;

  constructor(sql: SqlStorage, kind: string, keyOf: (sum: T) => string, merge: (one: T, other: T) => T) {
    this.#sql = sql;
    this.#kind = kind;
    this.#keyOf = keyOf;
    this.#merge = merge;
  }

  /** @param fold what a sum becomes where its hour is full */
  addAll(sums: readonly T[], fold: (sum: T) => T = (sum) => sum): void {
    const gathered = new Map<string, T>();
    const gather = (key: string, sum: T) => {
      const known = gathered.get(key);
      gathered.set(key, known ? this.#merge(known, sum) : sum);
    };
    for (const sum of sums) gather(this.#keyOf(sum), sum);
    for (const [key, sum] of gathered) {
      const known = this.get(key);
      if (known) this.#put(key, this.#merge(known, sum));
      else if (this.#rowsOf(sum.startMs) < ROWS_AN_HOUR) this.#put(key, sum);
      else this.#add(fold(sum));
    }
  }

  get(key: string): T | undefined {
    const [row] = this.#sql.exec<{ body: string }>('SELECT body FROM sum WHERE kind = ? AND key = ?', this.#kind, key).toArray();
    return row && (JSON.parse(row.body) as T);
  }

  /** Oldest first. */
  between(fromMs: number, toMs: number): readonly T[] {
    const rows = this.#sql.exec<{ body: string }>('SELECT body FROM sum WHERE kind = ? AND start >= ? AND start < ? ORDER BY start', this.#kind, fromMs, toMs);
    return rows.toArray().map(({ body }) => JSON.parse(body) as T);
  }

  #add(sum: T): void {
    const key = this.#keyOf(sum);
    const known = this.get(key);
    this.#put(key, known ? this.#merge(known, sum) : sum);
  }

  #put(key: string, sum: T): void {
    this.#sql.exec('INSERT OR REPLACE INTO sum (kind, key, start, body) VALUES (?, ?, ?, ?)', this.#kind, key, sum.startMs, JSON.stringify(sum));
  }

  #rowsOf(startMs: number): number {
    return this.#sql.exec<{ rows: number }>('SELECT COUNT(*) AS rows FROM sum WHERE kind = ? AND start = ?', this.#kind, startMs).one().rows;
  }
}

export const trafficTable = (sql: SqlStorage) => new SumTable<TrafficHour>(sql, 'traffic', trafficKey, mergeTraffic);
export const providerTable = (sql: SqlStorage) => new SumTable<ProviderHour>(sql, 'provider', providerKey, mergeProvider);
export const reliabilityTable = (sql: SqlStorage) => new SumTable<ReliabilityBin>(sql, 'reliability', reliabilityKey, mergeReliability);
export const agreementTable = (sql: SqlStorage) => new SumTable<AgreementSum>(sql, 'agreement', agreementKey, mergeAgreement);

/** Without the names by which an hour's rows could be endless. What the edge saw keeps its own, which are those of policies. */
export function foldTraffic(hour: TrafficHour): TrafficHour {
  return hour.observer === 'edge' ? hour : { ...hour, policy: OTHER, policyHash: null, model: OTHER };
}

/** The hour with one more answer that was had for nothing instead of this. */
export function withAvoidedCost(hour: TrafficHour, costMicroUsd: number): TrafficHour {
  return { ...hour, count: 0, errors: 0, cost: NO_VALUES, avoidedCost: addValue(NO_VALUES, costMicroUsd), latency: {}, firstToken: {} };
}
