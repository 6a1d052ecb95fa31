// What stands in the queue, in the aggregates' books and in the log: an event with what the edge knows of its sender. Those of
// clients come from src/event/client-event.ts; the edge's own are below.
import type { DecisionRecord } from '../replay/decision-input.ts';
import type { ClientEvent } from './client-event.ts';
import type { EventAssignment, OutcomeEvent } from './outcome-event.ts';

/** What the edge decided, with what it was decided from. */
export interface EdgeDecisionEvent {
  readonly type: 'decision';
  readonly schemaVersion: 1;
  /** `<decisionId>:decision` */
  readonly id: string;
  readonly decisionId: string;
  readonly observer: 'edge';
  readonly atMs: number;
  readonly policy: string;
  readonly policyHash: string;
  readonly sequence: number;
  readonly assignment: EventAssignment | null;
  readonly record: Extract<DecisionRecord, { stage: 'hosted' }>;
  /** Share of the units whose variant chooses the same model first. 1 without an experiment. */
  readonly propensity: number;
}

/** A unit met an experiment at the edge. */
export interface EdgeExposureEvent {
  readonly type: 'exposure';
  readonly schemaVersion: 1;
  /** `<decisionId>:exposure` */
  readonly id: string;
  readonly decisionId: string;
  readonly observer: 'edge';
  readonly atMs: number;
  readonly policy: string;
  readonly policyHash: string;
  readonly sequence: number;
  readonly assignment: EventAssignment;
}

export type EdgeEvent = OutcomeEvent | EdgeDecisionEvent | EdgeExposureEvent;

/**
 * How far an event is believed. `edge`: seen by the router. `session`: told by a page with a session token, of decisions of its
 * own unit. `key`: told by a server with a key. `unverified`: told by whoever needs neither; it never counts in an experiment.
 */
export const EVENT_STANDINGS = ['edge', 'session', 'key', 'unverified'] as const;
export type EventStanding = (typeof EVENT_STANDINGS)[number];

export interface StoredEvent {
  readonly event: ClientEvent | EdgeEvent;
  readonly standing: EventStanding;
  /** The unit of the session, the key or the request; null where there is none. */
  readonly unit: string | null;
  /** The unit's, as the router knows it, on events that don't tell it: feedback and metrics. Read it with `assignmentOf`. */
  readonly assignment?: EventAssignment | null | undefined;
  /** By the router's clock, which is the one that counts: Unix time in milliseconds. */
  readonly receivedAt: number;
}
