// The intervals of the primary metric and the guardrails as they were, one an hour.
import { HOUR_MS } from '../../src/durations.ts';
import { compareVariants } from '../../src/experiment/compare-variants.ts';
import { metricsOf } from '../../src/experiment/metric-values.ts';
import type { VariantMeasurement } from '../../src/experiment/verdict.ts';
import type { SeriesPoint } from '../../src/wire/admin-api.ts';
import type { Subject } from './subject.ts';

export class SeriesTable {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Nothing where the hour has its points. */
  note({ definition }: Subject, measurements: readonly VariantMeasurement[], now: number): void {
    if (!definition) return;
    const at = Math.floor(now / HOUR_MS) * HOUR_MS;
    if (this.#sql.exec('SELECT 1 FROM series WHERE at >= ? LIMIT 1', at).toArray().length > 0) return;
    const shown = new Set([definition.primary, ...definition.guardrails.map(({ metric }) => metric)]);
    for (const { variant, metric, effect } of compareVariants(measurements, definition.analysis, metricsOf(definition))) {
      if (!effect || !shown.has(metric)) continue;
      const insert = 'INSERT INTO series (at, variant, metric, difference, low, high, units) VALUES (?, ?, ?, ?, ?, ?, ?)';
      this.#sql.exec(insert, at, variant, metric, effect.difference, effect.low, effect.high, effect.units);
    }
  }

  /** Oldest first. */
  all(): readonly SeriesPoint[] {
    return this.#sql.exec('SELECT at, variant, metric, difference, low, high, units FROM series ORDER BY at, variant, metric').toArray() as unknown as SeriesPoint[];
  }
}
