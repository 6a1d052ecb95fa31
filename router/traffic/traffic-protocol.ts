// What the router and the book of traffic say to each other. Times are milliseconds since 1970.
import type { DecisionsAnswer, TrafficReport } from '../../src/wire/admin-api.ts';
import type { StoredEvent } from '../../src/event/stored-event.ts';
import type { AgreementSum } from './agreement-sums.ts';
import type { DecisionPlace } from './decision-cursor.ts';

/** The Durable Object as its callers see it. */
export interface TrafficBookStub {
  /** All of them or none, each id once. Answers how many were new. */
  add(events: readonly StoredEvent[]): Promise<{ readonly added: number }>;
  /** By the hour, or in steps of `stepMs` from `fromMs` on. */
  report(range: { readonly fromMs: number; readonly toMs: number; readonly stepMs?: number | undefined }): Promise<TrafficReport>;
  /** How often devices and hosted models agreed, by model, task and the device's confidence. */
  agreement(range: { readonly fromMs: number; readonly toMs: number }): Promise<readonly AgreementSum[]>;
  /** The newest queries, whole; those older than a place, where one is given. */
  decisions(asked: { readonly limit: number; readonly before: DecisionPlace | null }): Promise<DecisionsAnswer>;
  /** All that is remembered of one query, by the edge's id of it or the client's. */
  decision(id: string): Promise<DecisionsAnswer>;
  /** Names of all books in which events were counted. */
  books(): Promise<readonly string[]>;
  erase(unit: string): Promise<{ readonly erasedRows: number }>;
  /** By the hour: sets the alarm again where it was lost. */
  watch(): Promise<void>;
}

/** The binding: `books.getByName(TRAFFIC_BOOK)`. */
export interface TrafficBooks {
  getByName(name: string): TrafficBookStub;
}

/** One for a deployment: a hundred events a call, so that one object keeps up. */
export const TRAFFIC_BOOK = 'traffic';
