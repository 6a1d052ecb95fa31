// The Durable Object of one experiment, or of one policy that is watched. Every method that writes is one transaction; what a
// guardrail decides is written with the events that showed it, and carried out by an alarm.
import { DurableObject } from 'cloudflare:workers';
import { DAY_MS, HOUR_MS } from '../../src/durations.ts';
import { DEFAULT_ERROR_SHARE } from '../../src/experiment/experiment.ts';
import { countedAssignment } from '../../src/experiment/metric-values.ts';
import type { OutcomeEvent } from '../../src/event/outcome-event.ts';
import type { StoredEvent } from '../../src/event/stored-event.ts';
import type { ExperimentReport } from '../../src/wire/admin-api.ts';
import { configurationOf } from '../configuration.ts';
import { DEPLOYMENT_BOOK } from '../deployment/deployment-protocol.ts';
import type { Bindings } from '../env.ts';
import { daysMs, QUEUED_MS, SEEN_MS } from '../events/event-times.ts';
import { AlarmLedger, isOpen, type AlarmRow } from '../guardrails/alarm-ledger.ts';
import { alarmsOfPolicies } from '../guardrails/alarms-of-policies.ts';
import { carryOut } from '../guardrails/carry-out.ts';
import { ErrorWatch, type WatchedOutcome } from '../guardrails/error-watch.ts';
import { describeErrors, findBreaches } from '../guardrails/find-breaches.ts';
import { tellWebhook } from '../guardrails/tell-webhook.ts';
import { watchedOutcome } from '../guardrails/watched-outcome.ts';
import { BOOK_SCHEMA } from './book-schema.ts';
import { exportPage } from './export-page.ts';
import { policyBook, type ExperimentBookStub, type ExportPage, type RaisedAlarm } from './experiment-protocol.ts';
import { FactTable } from './fact-table.ts';
import { MeasuredValues } from './measured-values.ts';
import { reportOn } from './report.ts';
import { SeriesTable } from './series-table.ts';
import { SubjectSource } from './subject-source.ts';
import { measuredExperiment, readBookName, type Subject } from './subject.ts';
import { UnitLedger, type UnitRow } from './unit-ledger.ts';

/** With each batch of events, so that the queue isn't kept; an alarm takes the rest. */
const CLOSED_WITH_A_BATCH = 200;
const CLOSED_BY_AN_ALARM = 5000;
/** In an outage of a provider every policy fails: going further and further back would mend nothing. */
const SPARED_MS = DAY_MS;

export class ExperimentBook extends DurableObject<Bindings> implements ExperimentBookStub {
  readonly #sql: SqlStorage;
  readonly #facts: FactTable;
  readonly #values: MeasuredValues;
  readonly #units: UnitLedger;
  readonly #errors: ErrorWatch;
  readonly #alarms: AlarmLedger;
  readonly #series: SeriesTable;
  readonly #name: ReturnType<typeof readBookName>;
  readonly #source: SubjectSource;

  constructor(context: DurableObjectState, env: Bindings) {
    super(context, env);
    this.#sql = context.storage.sql;
    this.#sql.exec(BOOK_SCHEMA);
    this.#facts = new FactTable(this.#sql);
    this.#values = new MeasuredValues(this.#sql);
    this.#units = new UnitLedger(this.#sql, this.#values);
    this.#errors = new ErrorWatch(this.#sql);
    this.#alarms = new AlarmLedger(this.#sql);
    this.#series = new SeriesTable(this.#sql);
    this.#name = readBookName(context.id.name);
    this.#source = new SubjectSource(this.#facts, env.DEPLOYMENTS, this.#name?.kind === 'experiment' ? this.#name.key : '');
  }

  async add(events: readonly StoredEvent[]): Promise<{ added: number }> {
    if (this.#name?.kind === 'policy') return this.#write(() => this.#watchPolicy(events));
    const sequence = events.reduce((latest, { event }) => Math.max(latest, ('sequence' in event && event.sequence) || 0), 0);
    const subject = await this.#source.atLeast(sequence);
    if (!subject) return { added: 0 };
    return this.#write(() => this.#count(events, subject));
  }

  async erase(unit: string): Promise<{ erasedRows: number }> {
    return this.#write(() => ({ erasedRows: this.#units.erase(unit) + this.#errors.erase(unit) }));
  }

  async spare(until: number): Promise<void> {
    await this.#write(() => this.#facts.set('sparedUntil', until));
  }

  /** By the hour, and by alarms: closes windows, forgets what is too old, sets an alarm that was lost. */
  async watch(now = Date.now()): Promise<void> {
    const subject = this.#name?.kind === 'experiment' ? await this.#refreshed() : undefined;
    while (await this.#write(() => this.#tidy(now, subject))) {
      // As long as there are windows to be closed.
    }
  }

  async report(): Promise<ExperimentReport | null> {
    const subject = await this.#source.refresh();
    if (!subject) return null;
    const { variants } = measuredExperiment(subject);
    const measurements = this.#values.of(variants, this.#units.exposed(variants.length));
    const alarms = [...this.#alarms.all(), ...(await alarmsOfPolicies(this.env, subject))].toSorted((one, other) => other.at - one.at);
    return reportOn({ subject, measurements, alarms, series: this.#series.all(), now: Date.now() });
  }

  async alarms(): Promise<readonly RaisedAlarm[]> {
    return this.#alarms.all();
  }

  async exportPage(asked: { readonly after: number; readonly limit: number }): Promise<ExportPage> {
    const subject = this.#source.known;
    return subject ? exportPage(this.#sql, subject.running, asked) : { rows: [], next: null };
  }

  override async alarm(): Promise<void> {
    for (const row of this.#alarms.due(Date.now())) await this.#act(row);
    await this.watch();
  }

  /** One transaction, with the time of the next alarm in it. */
  async #write<Answer>(change: () => Answer): Promise<Answer> {
    const answer = this.ctx.storage.transactionSync(change);
    // Not awaited before the transaction's own end: it is written together with it.
    await this.#plan();
    return answer;
  }

  #plan(): Promise<void> {
    const [actAt, closeAt] = [this.#alarms.nextAt(), this.#units.nextClose()];
    const times = [actAt, closeAt === null ? null : Math.max(closeAt, Date.now() + HOUR_MS)].filter((at) => at !== null);
    return times.length === 0 ? Promise.resolve() : this.ctx.storage.setAlarm(Math.max(Math.min(...times), Date.now()));
  }

  #count(events: readonly StoredEvent[], subject: Subject): { added: number } {
    const experiment = measuredExperiment(subject);
    let added = 0;
    let clock = this.#facts.get('clock') ?? 0;
    const units = new Map<string, UnitRow>();
    const outcomes: WatchedOutcome[] = [];
    for (const stored of events) {
      const counted = countedAssignment(stored, experiment);
      if (!counted || !this.#units.add(stored, counted, experiment, units)) continue;
      added++;
      clock = Math.max(clock, stored.receivedAt);
      outcomes.push(...watchedOutcome(stored, counted.index));
    }
    this.#errors.add(outcomes);
    if (added === 0) return { added };
    this.#facts.set('clock', clock);
    this.#units.close(clock, experiment, CLOSED_WITH_A_BATCH);
    this.#look(subject, clock);
    return { added };
  }

  #watchPolicy(events: readonly StoredEvent[]): { added: number } {
    const quietBefore = this.#facts.get('quietBefore') ?? 0;
    const sparedUntil = this.#facts.get('sparedUntil') ?? 0;
    const outcomes: WatchedOutcome[] = [];
    let added = 0;
    let latest = 0;
    for (const stored of events) {
      const insert = "INSERT INTO event (id, unit, variant, at, is_divergent, metric_values) VALUES (?, 0, 0, ?, 0, '[]') ON CONFLICT (id) DO NOTHING";
      if (this.#sql.exec(insert, stored.event.id, stored.receivedAt).rowsWritten === 0) continue;
      added++;
      latest = Math.max(latest, stored.receivedAt);
      if (((stored.event as OutcomeEvent).sequence ?? 0) >= quietBefore && stored.receivedAt >= sparedUntil) outcomes.push(...watchedOutcome(stored, 0));
    }
    this.#errors.add(outcomes);
    if (added === 0) return { added };
    this.#errors.forgetHoursBefore(latest - DAY_MS);
    const count = this.#errors.breach(0, DEFAULT_ERROR_SHARE);
    if (count && this.#name?.kind === 'policy') {
      const { hash } = this.#name;
      const sentence = `Policy ${hash.slice(0, 12)}: ${describeErrors(count, DEFAULT_ERROR_SHARE)}`;
      this.#alarms.raise({ at: latest, kind: 'error_breaker', variant: null, metric: 'error', action: 'rollback', policy: hash, sentence }, { mayRepeat: true });
    }
    return { added };
  }

  /** What the numbers call for, and the intervals as they are now. */
  #look(subject: Subject, at: number): void {
    // What is still on its way when it has ended comes from part of the units.
    if (subject.endedAt !== null) return;
    const { variants } = measuredExperiment(subject);
    const measurements = this.#values.of(variants, this.#units.exposed(variants.length));
    for (const alarm of findBreaches({ subject, measurements, errors: this.#errors, values: this.#values, at })) this.#alarms.raise(alarm);
    if (subject.running.status === 'running') this.#series.note(subject, measurements, at);
  }

  async #refreshed(): Promise<Subject | undefined> {
    try {
      return await this.#source.refresh();
    } catch {
      return this.#source.known;
    }
  }

  /** True while there is more to close. */
  #tidy(now: number, subject: Subject | undefined): boolean {
    let isMore = false;
    if (subject) {
      const clock = Math.max(this.#facts.get('clock') ?? 0, now);
      this.#facts.set('clock', clock);
      isMore = this.#units.close(clock, measuredExperiment(subject), CLOSED_BY_AN_ALARM) === CLOSED_BY_AN_ALARM;
      this.#look(subject, clock);
    }
    this.#forget(now, subject);
    return isMore;
  }

  #forget(now: number, subject: Subject | undefined): void {
    const keptMs = daysMs(configurationOf(this.env).eventDays);
    this.#errors.forgetHoursBefore(now - DAY_MS);
    this.#errors.forgetUnitsBefore(now - keptMs);
    // Of a policy's events nothing but the ids is kept, for as long as they can come again: it has one for each request.
    if (this.#name?.kind === 'policy') this.#sql.exec('DELETE FROM event WHERE at < ?', now - QUEUED_MS);
    else this.#units.forgetBefore(now - Math.max(keptMs, SEEN_MS), { isOver: subject !== undefined && subject.endedAt !== null });
  }

  async #act(row: AlarmRow): Promise<void> {
    const { DEPLOYMENTS, EXPERIMENTS } = this.env;
    const experiment = this.#name?.kind === 'experiment' ? this.#name.key : null;
    const url = textOf(this.env.PHIRST_WEBHOOK_URL);
    try {
      if (isOpen(row.state)) {
        if (!DEPLOYMENTS) return this.#alarms.settle(row.id, 'moot', false);
        const book = DEPLOYMENTS.getByName(DEPLOYMENT_BOOK);
        const { state, sequence, cameBack } = await carryOut(row, experiment, book, () => this.#alarms.markSent(row.id));
        if (cameBack !== null) await EXPERIMENTS?.getByName(policyBook(cameBack)).spare(Date.now() + SPARED_MS);
        await this.#write(() => this.#settled(row, state, sequence, url !== undefined));
        if (experiment !== null) await this.#refreshed();
        if (state === 'moot' || url === undefined) return;
      }
      await tellWebhook(url!, row, experiment);
      await this.#write(() => this.#alarms.told(row.id));
    } catch (error) {
      const name = error instanceof Error ? error.name : 'unknown';
      console.error(JSON.stringify({ event: 'guardrail_retried', id: row.id, attempts: row.attempts, name }));
      const current = this.#alarms.all().find(({ id }) => id === row.id)!;
      await this.#write(() => this.#alarms.later(current, Date.now()));
    }
  }

  #settled(row: AlarmRow, state: 'done' | 'moot', sequence: number, isToldOf: boolean): void {
    this.#alarms.settle(row.id, state, isToldOf);
    if (this.#name?.kind !== 'policy') return;
    // Failures of what was in force before come in for a while: they are judged already.
    this.#facts.set('quietBefore', state === 'done' ? sequence : sequence + 1);
    this.#errors.reset(0);
  }
}

function textOf(setting: Bindings['PHIRST_WEBHOOK_URL']): string | undefined {
  return typeof setting === 'string' && setting.trim() !== '' ? setting.trim() : undefined;
}
