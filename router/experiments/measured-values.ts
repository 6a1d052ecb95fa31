// One value for each unit whose window is over, and their sums: by variant and metric; of all, of those triggered, by device class.
import { addValue, NO_VALUES, removeValue, type MeanAccumulator } from '../../src/stats/mean-accumulator.ts';
import type { MetricMeasurement, VariantMeasurement } from '../../src/experiment/verdict.ts';

export interface UnitValue {
  readonly unit: number;
  readonly metric: string;
  readonly variant: number;
  readonly isTriggered: boolean;
  readonly deviceClass: string;
  readonly value: number;
}

interface MeasuredRow extends Record<string, SqlStorageValue> {
  readonly variant: number;
  readonly metric: string;
  readonly slice: string;
  readonly count: number;
  readonly mean: number;
  readonly m2: number;
}

const ALL = 'all';
const TRIGGERED = 'triggered';
const CLASS = 'class:';
/** A client names its class: it mustn't fill the book with names. */
const MOST_CLASSES = 20;
export const UNKNOWN_CLASS = 'unknown';

export class MeasuredValues {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** A unit's value of one metric; written once. */
  add(values: readonly UnitValue[]): void {
    const sums = new Map<string, MeanAccumulator>();
    for (const value of values) {
      const { unit, metric, variant, isTriggered, deviceClass } = value;
      const insert = 'INSERT INTO unit_value (unit, metric, variant, is_triggered, device_class, value) VALUES (?, ?, ?, ?, ?, ?)';
      this.#sql.exec(insert, unit, metric, variant, isTriggered ? 1 : 0, deviceClass, value.value);
      this.#change(sums, value, addValue);
    }
    this.#write(sums);
  }

  /** Takes a unit's values out of the sums. Those of units that are forgotten stay in them, so they can't be summed up anew. */
  remove(unit: number): void {
    const sums = new Map<string, MeanAccumulator>();
    const query = 'SELECT metric, variant, is_triggered, device_class, value FROM unit_value WHERE unit = ?';
    for (const row of this.#sql.exec<{ metric: string; variant: number; is_triggered: number; device_class: string; value: number }>(query, unit)) {
      const { metric, variant, is_triggered, device_class, value } = row;
      this.#change(sums, { unit, metric, variant, isTriggered: is_triggered === 1, deviceClass: device_class, value }, removeValue);
    }
    this.#write(sums);
    this.#sql.exec('DELETE FROM measured WHERE count = 0');
  }

  of(variants: readonly string[], exposed: readonly number[]): readonly VariantMeasurement[] {
    const rows = this.#sql.exec<MeasuredRow>('SELECT variant, metric, slice, count, mean, m2 FROM measured').toArray();
    return variants.map((variant, index) => {
      const metrics: Record<string, MetricMeasurement & { byDeviceClass: Record<string, MeanAccumulator> }> = {};
      for (const { metric, slice, count, mean, m2 } of rows.filter((row) => row.variant === index)) {
        const sum = { count, mean, m2 };
        const known = metrics[metric] ?? { all: NO_VALUES, triggered: NO_VALUES, byDeviceClass: {} };
        if (slice === ALL) metrics[metric] = { ...known, all: sum };
        else if (slice === TRIGGERED) metrics[metric] = { ...known, triggered: sum };
        else metrics[metric] = { ...known, byDeviceClass: { ...known.byDeviceClass, [slice.slice(CLASS.length)]: sum } };
      }
      return { variant, exposedUnits: exposed[index] ?? 0, metrics };
    });
  }

  /** Units of a variant whose own value lies beyond a number. */
  countBeyond({ variant, metric, direction, than }: { variant: number; metric: string; direction: 'above' | 'below'; than: number }): number {
    const query = `SELECT COUNT(*) AS units FROM unit_value WHERE variant = ? AND metric = ? AND value ${direction === 'above' ? '>' : '<'} ?`;
    return this.#sql.exec<{ units: number }>(query, variant, metric, than).one().units;
  }

  /** `mobile-webgpu`, or `other` once there are too many. */
  deviceClass(name: string | null): string {
    if (name === null) return UNKNOWN_CLASS;
    const known = this.#sql.exec<{ slice: string }>("SELECT DISTINCT slice FROM measured WHERE slice LIKE 'class:%'").toArray();
    return known.length < MOST_CLASSES || known.some(({ slice }) => slice === CLASS + name) ? name : 'other';
  }

  #change(sums: Map<string, MeanAccumulator>, { variant, metric, isTriggered, deviceClass, value }: UnitValue, by: typeof addValue): void {
    for (const slice of [ALL, CLASS + deviceClass, ...(isTriggered ? [TRIGGERED] : [])]) {
      const key = JSON.stringify([variant, metric, slice]);
      sums.set(key, by(sums.get(key) ?? this.#read(variant, metric, slice), value));
    }
  }

  #read(variant: number, metric: string, slice: string): MeanAccumulator {
    const query = 'SELECT count, mean, m2 FROM measured WHERE variant = ? AND metric = ? AND slice = ?';
    const [row] = this.#sql.exec<{ count: number; mean: number; m2: number }>(query, variant, metric, slice).toArray();
    return row ?? NO_VALUES;
  }

  #write(sums: ReadonlyMap<string, MeanAccumulator>): void {
    for (const [key, { count, mean, m2 }] of sums) {
      const insert = 'INSERT OR REPLACE INTO measured (variant, metric, slice, count, mean, m2) VALUES (?, ?, ?, ?, ?, ?)';
      this.#sql.exec(insert, ...(JSON.parse(key) as [number, string, string]), count, mean, m2);
    }
  }
}
