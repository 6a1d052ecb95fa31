// The Durable Object that sums up traffic. Each method is one transaction of SQLite: it happens in whole or not at all.
import { DurableObject } from 'cloudflare:workers';
import { HOUR_MS } from '../../src/durations.ts';
import type { StoredEvent } from '../../src/event/stored-event.ts';
import type { DecisionsAnswer, TrafficReport } from '../../src/wire/admin-api.ts';
import { configurationOf } from '../configuration.ts';
import type { Bindings } from '../env.ts';
import { booksOfEvent } from '../events/books-of-event.ts';
import { daysMs, SEEN_MS } from '../events/event-times.ts';
import { countedAudits } from './audit-share.ts';
import { avoidedCosts } from './avoided-cost.ts';
import type { DecisionPlace } from './decision-cursor.ts';
import { inSteps } from './in-steps.ts';
import { createRecentEvents, type RecentEvents } from './recent-events.ts';
import { agreementOf, agreementKey, mergeAgreement, type AgreementSum } from './agreement-sums.ts';
import { agreementTable, foldTraffic, providerTable, reliabilityTable, trafficTable } from './sum-table.ts';
import type { TrafficBookStub } from './traffic-protocol.ts';
import { TRAFFIC_SCHEMA } from './traffic-schema.ts';
import { hourOf, isOutcome, mergeProvider, mergeTraffic, providerHours, providerKey, reliabilityBin, reliabilityOf, trafficHour, trafficKey } from './traffic-sums.ts';

/** Rows whose time is over are removed so often. */
const SWEEP_MS = HOUR_MS;
/** Sums tell of nobody: they are kept for thirteen months, so that a year can be compared with the one before. */
const SUMS_MS = daysMs(400);

export class TrafficBook extends DurableObject<Bindings> implements TrafficBookStub {
  readonly #storage: DurableObjectStorage;
  readonly #sql: SqlStorage;
  readonly #recent: RecentEvents;
  #isSweepPlanned = false;

  constructor(context: DurableObjectState, env: Bindings) {
    super(context, env);
    this.#storage = context.storage;
    this.#sql = context.storage.sql;
    this.#sql.exec(TRAFFIC_SCHEMA);
    this.#recent = createRecentEvents(this.#sql);
  }

  /** All of them or none, each id once, however often it comes. */
  async add(events: readonly StoredEvent[]): Promise<{ added: number }> {
    await this.watch();
    return this.#storage.transactionSync(() => {
      const fresh = this.#unseen(events);
      if (fresh.length > 0) this.#count(fresh);
      return { added: fresh.length };
    });
  }

  async report({ fromMs, toMs, stepMs }: { readonly fromMs: number; readonly toMs: number; readonly stepMs?: number | undefined }): Promise<TrafficReport> {
    const from = hourOf(fromMs);
    const steps = stepMs === undefined ? undefined : { fromMs, stepMs };
    return {
      fromMs,
      toMs,
      hours: inSteps(trafficTable(this.#sql).between(from, toMs), steps, trafficKey, mergeTraffic).toReversed(),
      providers: inSteps(providerTable(this.#sql).between(from, toMs), steps, providerKey, mergeProvider).toReversed(),
      reliability: reliabilityOf(reliabilityTable(this.#sql).between(from, toMs)),
    };
  }

  async agreement({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }): Promise<readonly AgreementSum[]> {
    // Its hours together: a reader wants to know how good a model is, not when it was.
    const all = agreementTable(this.#sql).between(hourOf(fromMs), toMs).map((sum) => ({ ...sum, startMs: 0 }));
    const merged = new Map<string, AgreementSum>();
    for (const sum of all) {
      const known = merged.get(agreementKey(sum));
      merged.set(agreementKey(sum), known ? mergeAgreement(known, sum) : sum);
    }
    return [...merged.values()];
  }

  async decisions({ limit, before }: { readonly limit: number; readonly before: DecisionPlace | null }): Promise<DecisionsAnswer> {
    return this.#recent.newest(limit, before);
  }

  async decision(id: string): Promise<DecisionsAnswer> {
    return this.#recent.find(id);
  }

  async books(): Promise<readonly string[]> {
    return this.#sql.exec<{ name: string }>('SELECT name FROM book ORDER BY name').toArray().map(({ name }) => name);
  }

  /** Sums stay: nobody can be told from them. */
  async erase(unit: string): Promise<{ erasedRows: number }> {
    return this.#storage.transactionSync(() => {
      const rowsOf = (table: 'waiting' | 'audited') => this.#sql.exec(`DELETE FROM ${table} WHERE unit = ? RETURNING at`, unit).toArray().length;
      return { erasedRows: rowsOf('waiting') + rowsOf('audited') + this.#recent.erase(unit) };
    });
  }

  /** Sees to it that what is over is removed. */
  async watch(): Promise<void> {
    if (this.#isSweepPlanned) return;
    if ((await this.#storage.getAlarm()) === null) await this.#storage.setAlarm(Date.now() + SWEEP_MS);
    this.#isSweepPlanned = true;
  }

  override async alarm(): Promise<void> {
    const now = Date.now();
    this.#isSweepPlanned = false;
    this.#sql.exec('DELETE FROM seen WHERE at < ?', now - SEEN_MS);
    this.#sql.exec('DELETE FROM waiting WHERE at < ?', now - SEEN_MS);
    this.#sql.exec('DELETE FROM audited WHERE at < ?', now - SWEEP_MS);
    this.#sql.exec('DELETE FROM sum WHERE start < ?', now - SUMS_MS);
    this.#recent.expire(now - daysMs(configurationOf(this.env).eventDays));
    await this.watch();
  }

  /** Those whose ids are new, each once. */
  #unseen(events: readonly StoredEvent[]): readonly StoredEvent[] {
    const ids = JSON.stringify(events.map(({ event }) => event.id));
    const rows = this.#sql.exec<{ id: string }>(
      'INSERT INTO seen (id, at) SELECT value, ?2 FROM json_each(?1) WHERE true ON CONFLICT DO NOTHING RETURNING id',
      ids,
      Date.now(),
    );
    const fresh = new Set(rows.toArray().map(({ id }) => id));
    return events.filter(({ event }) => fresh.delete(event.id));
  }

  #count(events: readonly StoredEvent[]): void {
    const outcomes = events.flatMap(({ event, receivedAt }) => (isOutcome(event) ? [trafficHour(event, receivedAt)] : []));
    trafficTable(this.#sql).addAll([...outcomes, ...avoidedCosts(this.#sql, events)], foldTraffic);
    providerTable(this.#sql).addAll(
      // Only what the edge saw itself: its calls are its own.
      events.flatMap(({ event, receivedAt }) => (event.type === 'outcome' && event.observer === 'edge' ? providerHours(event, receivedAt) : [])),
    );
    const audits = countedAudits(this.#sql, events);
    reliabilityTable(this.#sql).addAll(audits.flatMap(({ audit, receivedAt }) => reliabilityBin(audit, receivedAt) ?? []));
    agreementTable(this.#sql).addAll(audits.flatMap(({ audit, receivedAt }) => agreementOf(audit, receivedAt)), (sum) => ({ ...sum, model: 'other' }));
    this.#recent.add(events);
    for (const name of new Set(events.flatMap(booksOfEvent))) this.#sql.exec('INSERT OR IGNORE INTO book (name) VALUES (?)', name);
  }
}
