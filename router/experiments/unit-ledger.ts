// Units and what was told of them until they are measured. Events may come in any order: which variant a unit has, when it began
// and what falls into its window is told by the time the router received them, never by the order in which they got here.
import { HOUR_MS } from '../../src/durations.ts';
import { metricValues, withinRange, type CountedAssignment, type MeasuredExperiment, type MetricValue } from '../../src/experiment/metric-values.ts';
import type { StoredEvent } from '../../src/event/stored-event.ts';
import { LATENESS_MS, type Metric } from '../../src/experiment/metric.ts';
import { MeasuredValues, type UnitValue } from './measured-values.ts';

export interface UnitRow extends Record<string, SqlStorageValue> {
  readonly id: number;
  readonly variant: number | null;
  readonly first_at: number | null;
  readonly first_event: string | null;
}

interface EventRow extends Record<string, SqlStorageValue> {
  readonly at: number;
  readonly is_divergent: number;
  readonly device_class: string | null;
  readonly metric_values: string;
}

/** Called within a transaction. */
export class UnitLedger {
  readonly #sql: SqlStorage;
  readonly #values: MeasuredValues;

  constructor(sql: SqlStorage, values: MeasuredValues) {
    this.#sql = sql;
    this.#values = values;
  }

  /**
   * False for one that tells nothing, or was counted.
   *
   * @param known units this batch has met, by name
   */
  add(stored: StoredEvent, counted: CountedAssignment, experiment: MeasuredExperiment, known: Map<string, UnitRow>): boolean {
    const { event, unit: name, receivedAt } = stored;
    if (name === null) return false;
    const isExposing = event.type === 'exposure' || (event.type === 'outcome' && !('purpose' in event && event.purpose === 'audit'));
    if (!isExposing && event.type !== 'feedback' && event.type !== 'metric') return false;
    const unit = known.get(name) ?? this.#unit(name);
    const deviceClass = 'deviceClass' in event ? event.deviceClass : null;
    const insert = `INSERT INTO event (id, unit, variant, at, is_divergent, device_class, metric_values) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`;
    const values = JSON.stringify(metricValues(stored, experiment));
    const isNew = this.#sql.exec(insert, event.id, unit.id, counted.index, receivedAt, counted.isDivergent ? 1 : 0, deviceClass, values).rowsWritten > 0;
    const now = isNew && isExposing ? this.#expose(unit, { variant: counted.index, at: receivedAt, event: event.id }, experiment.metrics) : unit;
    known.set(name, now);
    return isNew;
  }

  /** Measures units whose windows are over. Answers how many windows it closed; as many as were asked for: there may be more. */
  close(now: number, experiment: MeasuredExperiment, most: number): number {
    const query = 'SELECT ends_at, hours, unit FROM open_window WHERE ends_at <= ? ORDER BY ends_at LIMIT ?';
    const over = this.#sql.exec<{ ends_at: number; hours: number; unit: number }>(query, now - LATENESS_MS, most).toArray();
    const values: UnitValue[] = [];
    for (const { ends_at, hours, unit } of over) {
      this.#sql.exec('DELETE FROM open_window WHERE ends_at = ? AND hours = ? AND unit = ?', ends_at, hours, unit);
      values.push(...this.#measure({ unit, endsAt: ends_at, metrics: experiment.metrics.filter((metric) => windowOf(metric) === hours) }));
    }
    if (values.length > 0) this.#values.add(values);
    return over.length;
  }

  /** By variant, in their order. */
  exposed(variants: number): readonly number[] {
    const rows = this.#sql.exec<{ variant: number; units: number }>('SELECT variant, units FROM exposed').toArray();
    return Array.from({ length: variants }, (_, index) => rows.find(({ variant }) => variant === index)?.units ?? 0);
  }

  /** When the next window may be closed; null where none is open. */
  nextClose(): number | null {
    const { at } = this.#sql.exec<{ at: number | null }>('SELECT MIN(ends_at) AS at FROM open_window').one();
    return at === null ? null : at + LATENESS_MS;
  }

  /** The number of rows that told of it. What it added to sums is taken out of them. */
  erase(name: string): number {
    const [unit] = this.#sql.exec<UnitRow>('SELECT id, variant, first_at, first_event FROM unit WHERE name = ?', name).toArray();
    if (!unit) return 0;
    let rows = 0;
    this.#values.remove(unit.id);
    for (const table of ['event', 'open_window', 'unit_value']) rows += this.#sql.exec(`DELETE FROM ${table} WHERE unit = ? RETURNING unit`, unit.id).toArray().length;
    this.#sql.exec('DELETE FROM unit WHERE id = ?', unit.id);
    if (unit.variant !== null) this.#sql.exec('UPDATE exposed SET units = units - 1 WHERE variant = ?', unit.variant);
    return rows + 1;
  }

  /**
   * Events from before, and once the experiment is over the names of its units: one that was forgotten while it runs would be
   * counted again as another one. Values stay, and their sums: without a name they tell of nobody.
   */
  forgetBefore(at: number, { isOver }: { readonly isOver: boolean }): void {
    this.#sql.exec('DELETE FROM event WHERE at < ? AND unit NOT IN (SELECT unit FROM open_window)', at);
    // Who was never exposed isn't counted anyway.
    this.#sql.exec('DELETE FROM unit WHERE first_at IS NULL AND id NOT IN (SELECT unit FROM event)');
    if (isOver) this.#sql.exec('DELETE FROM unit WHERE first_at < ? AND id NOT IN (SELECT unit FROM open_window)', at);
  }

  #unit(name: string): UnitRow {
    const [known] = this.#sql.exec<UnitRow>('SELECT id, variant, first_at, first_event FROM unit WHERE name = ?', name).toArray();
    if (known) return known;
    const { id } = this.#sql.exec<{ id: number }>('INSERT INTO unit (name) VALUES (?) RETURNING id', name).one();
    return { id, variant: null, first_at: null, first_event: null };
  }

  /** The earliest exposure decides; of two at once the one whose id comes first, so that the order of arrival doesn't. */
  #expose(unit: UnitRow, first: { variant: number; at: number; event: string }, metrics: readonly Metric[]): UnitRow {
    if (unit.first_at !== null && (first.at > unit.first_at || (first.at === unit.first_at && first.event >= unit.first_event!))) return unit;
    this.#sql.exec('UPDATE unit SET variant = ?, first_at = ?, first_event = ? WHERE id = ?', first.variant, first.at, first.event, unit.id);
    if (unit.variant !== first.variant) {
      if (unit.variant !== null) this.#sql.exec('UPDATE exposed SET units = units - 1 WHERE variant = ?', unit.variant);
      this.#sql.exec('INSERT INTO exposed (variant, units) VALUES (?, 1) ON CONFLICT (variant) DO UPDATE SET units = units + 1', first.variant);
    }
    const exposed: UnitRow = { id: unit.id, variant: first.variant, first_at: first.at, first_event: first.event };
    if (unit.first_at === first.at) return exposed;
    for (const hours of new Set(metrics.map(windowOf))) {
      if (unit.first_at === null) {
        this.#sql.exec('INSERT INTO open_window (ends_at, hours, unit) VALUES (?, ?, ?)', first.at + hours * HOUR_MS, hours, unit.id);
      } else {
        const move = 'UPDATE open_window SET ends_at = ? WHERE ends_at = ? AND hours = ? AND unit = ?';
        this.#sql.exec(move, first.at + hours * HOUR_MS, unit.first_at + hours * HOUR_MS, hours, unit.id);
      }
    }
    return exposed;
  }

  #measure({ unit, endsAt, metrics }: { unit: number; endsAt: number; metrics: readonly Metric[] }): readonly UnitValue[] {
    const { variant, first_at } = this.#sql.exec<{ variant: number; first_at: number }>('SELECT variant, first_at FROM unit WHERE id = ?', unit).one();
    const sums = new Map<string, { count: number; sum: number }>();
    let isTriggered = false;
    let deviceClass: string | null = null;
    // What was told under another variant than the unit's own isn't the unit's, and what came before its first exposure shows nothing.
    const query = 'SELECT at, is_divergent, device_class, metric_values FROM event WHERE unit = ? AND variant = ? AND at BETWEEN ? AND ? ORDER BY at, id';
    for (const row of this.#sql.exec<EventRow>(query, unit, variant, first_at, endsAt)) {
      isTriggered ||= row.is_divergent === 1;
      deviceClass ??= row.device_class;
      for (const { metric, value } of JSON.parse(row.metric_values) as readonly MetricValue[]) {
        const known = sums.get(metric) ?? { count: 0, sum: 0 };
        sums.set(metric, { count: known.count + 1, sum: known.sum + value });
      }
    }
    const about = { unit, variant, isTriggered, deviceClass: this.#values.deviceClass(deviceClass) };
    return metrics.flatMap(({ name, range }) => {
      const told = sums.get(name);
      return told ? [{ ...about, metric: name, value: withinRange(told.sum / told.count, range) }] : [];
    });
  }
}

const windowOf = ({ windowHours }: Metric) => windowHours;
