// What the router and an experiment's book say to each other.
import type { StoredEvent } from '../../src/event/stored-event.ts';
import type { ExperimentReport } from '../../src/wire/admin-api.ts';

/** The Durable Object as its callers see it. */
export interface ExperimentBookStub {
  /**
   * All of them or none, each id once, however often and in whatever order they come.
   *
   * @returns how many were new
   */
  add(events: readonly StoredEvent[]): Promise<{ readonly added: number }>;
  /** Forgets the unit; the number of rows that told of it. */
  erase(unit: string): Promise<{ readonly erasedRows: number }>;
  /** By the hour: looks again where an alarm was lost. */
  watch(): Promise<void>;
  /** A policy that a guardrail brought back isn't withdrawn by one until then. */
  spare(until: number): Promise<void>;
  /** What its guardrails have decided, newest first. */
  alarms(): Promise<readonly RaisedAlarm[]>;
  /** Null where no such experiment ever ran. */
  report(): Promise<ExperimentReport | null>;
  exportPage(asked: { readonly after: number; readonly limit: number }): Promise<ExportPage>;
}

/** What a guardrail has decided, and how far that has come. */
export interface RaisedAlarm {
  readonly at: number;
  readonly kind: string;
  readonly action: 'rollback' | 'pause';
  /** The policy to be withdrawn. */
  readonly policy: string | null;
  readonly sentence: string;
  readonly state: 'decided' | 'sent' | 'done' | 'moot';
}

/** The binding: `books.getByName(experimentBook('sure'))`. */
export interface ExperimentBooks {
  getByName(name: string): ExperimentBookStub;
}

/** One unit's first exposure, as GrowthBook's exposure queries name it. */
export interface ExposureRow {
  readonly timestamp: string;
  readonly experiment_id: string;
  /** The variant's place; 0 is the control. */
  readonly variation_id: string;
  readonly variation_name: string;
  readonly unit: string;
  readonly device_class: string | null;
  /** 1 where the variants' policies decided differently on one of its queries. */
  readonly triggered: 0 | 1;
}

export interface ExportPage {
  readonly rows: readonly ExposureRow[];
  /** To be given as `after`; null at the end. */
  readonly next: number | null;
}

/** The book of an experiment or a rollout: `experimentBook('sure')` → 'experiment:sure' */
export function experimentBook(key: string): string {
  return `experiment:${key}`;
}

/** The book in which the edge's outcomes under one policy are watched: `policyBook('3f…')` → 'policy:3f…' */
export function policyBook(hash: string): string {
  return `policy:${hash}`;
}
