// All that the log tells of one query, joined: what the client decided, what the edge decided, and what came of it.
import type { ClientEvent } from '../event/client-event.ts';
import type { OutcomeEvent } from '../event/outcome-event.ts';
import type { EdgeDecisionEvent, StoredEvent } from '../event/stored-event.ts';
import type { DecisionRecord, HostedRecord, StartRecord, AcceptRecord } from './decision-input.ts';
import { recordedDecisions, type RecordedDecision } from './recorded-decisions.ts';

export type AuditEvent = Extract<ClientEvent, { type: 'audit' }>;
type ClientOutcome = Extract<ClientEvent, { type: 'outcome' }>;
type ClientDecision = Extract<ClientEvent, { type: 'decision' }>;

/** Of an outcome what replay asks for: a log is large. */
export interface LoggedOutcome {
  readonly code: OutcomeEvent['code'];
  readonly latencyMs: number;
  /** Undefined where the edge tells it, which knows of no device. */
  readonly source?: ClientOutcome['source'];
  /** The client says so of itself. */
  readonly isRetry: boolean;
}

export interface LoggedQuery {
  readonly decisionId: string;
  readonly unit: string | null;
  /** The deployment's number under which it was decided. */
  readonly sequence: number;
  readonly policyHash: string | null;
  readonly atMs: number;
  /** The unit was given its variant by hand: it tells nothing about the others. */
  readonly isOverride: boolean;
  readonly start: StartRecord | null;
  readonly accept: AcceptRecord | null;
  readonly hosted: HostedRecord | null;
  /** Null where the log doesn't have it. */
  readonly outcome: LoggedOutcome | null;
  /** The edge's where it had a part, which is what was really spent. */
  readonly costMicroUsd: number;
  /** The same words were asked again at once. */
  readonly isRetried: boolean;
  /** What a person thought of the answer. */
  readonly rating: number | null;
  readonly audit: AuditEvent | null;
  /** Share of the experiment's units whose variant would have done the same, as it was known then. */
  readonly propensity: number;
}

/** A retry that came later than this is one of something else. */
const RETRIED_WITHIN_MS = 120_000;

interface Parts {
  decision?: StoredEvent & { event: ClientDecision };
  outcome?: StoredEvent & { event: ClientOutcome };
  edgeDecision?: StoredEvent & { event: EdgeDecisionEvent };
  edgeOutcome?: StoredEvent & { event: OutcomeEvent };
  audit?: AuditEvent;
  rating?: number;
}

export interface Join {
  /** @param stored each once */
  add(stored: StoredEvent): void;
  /** Once: it lets go of the events. */
  queries(): readonly LoggedQuery[];
}

/**
 * Queries of clients with the edge's part of each, and queries of callers that aren't Phirst's SDK, oldest first. What nobody
 * stands for is left out, and so are the second answers of the audit sample.
 *
 * @example
 * const join = startJoin();
 * for (const stored of log) join.add(stored);
 * join.queries() // [{ decisionId: 'answer-1', start: { … }, accept: { … }, hosted: null, outcome: { … }, … }]
 */
export function startJoin(): Join {
  const byId = new Map<string, Parts>();
  return {
    add(stored) {
      if (stored.standing !== 'unverified') addTo(byId, stored);
    },
    queries() {
      const claimed = new Set<string>();
      for (const { outcome } of byId.values()) if (outcome?.event.edgeDecisionId) claimed.add(outcome.event.edgeDecisionId);
      const edgeParts = new Map([...claimed].map((id) => [id, byId.get(id)]));
      const queries: LoggedQuery[] = [];
      for (const [id, parts] of byId) {
        // What is joined is let go of: a log is large, and a query keeps only its part of it.
        byId.delete(id);
        if (parts.decision) queries.push(clientQuery(parts.decision, parts, edgeParts.get(parts.outcome?.event.edgeDecisionId ?? '')));
        else if (parts.edgeDecision && isOfOtherCaller(parts) && !claimed.has(id)) queries.push(edgeQuery(parts.edgeDecision, parts));
      }
      return markRetried(queries);
    },
  };
}

function addTo(byId: Map<string, Parts>, stored: StoredEvent): void {
  const part = partOf(stored);
  if (part) byId.set(stored.event.decisionId, { ...byId.get(stored.event.decisionId), ...part });
}

function partOf(stored: StoredEvent): Parts | undefined {
  const { event } = stored;
  const of = <Event>(known: Event) => ({ ...stored, event: known });
  if (event.type === 'decision') return event.observer === 'edge' ? { edgeDecision: of(event) } : { decision: of(event) };
  if (event.type === 'outcome') return isOfClient(event) ? { outcome: of(event) } : { edgeOutcome: of(event) };
  // What it was judged by stands with the outcome as well.
  if (event.type === 'audit') return { audit: { ...event, accept: null } };
  return event.type === 'feedback' ? { rating: event.rating } : undefined;
}

function isOfClient(event: OutcomeEvent | ClientOutcome): event is ClientOutcome {
  return event.observer === 'client';
}

/** What the SDK hands up belongs to a query of its client, also where that one's events never came. */
function isOfOtherCaller({ edgeDecision, edgeOutcome }: Parts): boolean {
  return edgeDecision?.event.record.input.clientReason === null && edgeOutcome?.event.purpose !== 'audit';
}

function clientQuery(decision: NonNullable<Parts['decision']>, { outcome, audit, rating }: Parts, edge: Parts | undefined): LoggedQuery {
  const { event, unit } = decision;
  const accept = outcome ? recordOf(outcome, 'accept') : null;
  return {
    decisionId: event.decisionId,
    unit,
    sequence: event.sequence,
    policyHash: event.policyHash,
    atMs: event.atMs,
    isOverride: event.assignment?.isOverride ?? false,
    start: recordOf(decision, 'start'),
    accept,
    hosted: edge?.edgeDecision ? recordOf(edge.edgeDecision, 'hosted') : null,
    outcome: outcome ? { code: outcome.event.code, latencyMs: outcome.event.latencyMs, source: outcome.event.source, isRetry: outcome.event.isRetry } : null,
    costMicroUsd: edge?.edgeOutcome?.event.costMicroUsd ?? outcome?.event.costMicroUsd ?? 0,
    isRetried: false,
    rating: rating ?? null,
    audit: audit ?? null,
    // Two variants that differ do so in the whole way, wherever they part.
    propensity: Math.min(event.propensity, outcome?.event.accept?.propensity ?? 1),
  };
}

function edgeQuery({ event, unit, ...stored }: NonNullable<Parts['edgeDecision']>, { edgeOutcome, rating }: Parts): LoggedQuery {
  return {
    decisionId: event.decisionId,
    unit,
    sequence: event.sequence,
    policyHash: event.policyHash,
    atMs: event.atMs,
    isOverride: event.assignment?.isOverride ?? false,
    start: null,
    accept: null,
    hosted: recordOf({ event, unit, ...stored }, 'hosted'),
    outcome: edgeOutcome ? { code: edgeOutcome.event.code, latencyMs: edgeOutcome.event.latencyMs, isRetry: false } : null,
    costMicroUsd: edgeOutcome?.event.costMicroUsd ?? 0,
    isRetried: false,
    rating: rating ?? null,
    audit: null,
    propensity: event.propensity,
  };
}

function recordOf<Stage extends DecisionRecord['stage']>(stored: StoredEvent, stage: Stage): Extract<DecisionRecord, { stage: Stage }> | null {
  const isOfStage = (record: RecordedDecision['record']): record is Extract<DecisionRecord, { stage: Stage }> => typeof record === 'object' && record.stage === stage;
  return recordedDecisions(stored).map(({ record }) => record).find(isOfStage) ?? null;
}

/** A client says that a query repeats an earlier one, without which: the unit's one before it. */
function markRetried(queries: readonly LoggedQuery[]): readonly LoggedQuery[] {
  const inOrder = queries.toSorted((one, other) => one.atMs - other.atMs);
  const retried = new Set<string>();
  const latest = new Map<string, LoggedQuery>();
  for (const query of inOrder) {
    if (query.unit === null) continue;
    const before = latest.get(query.unit);
    if (before && query.outcome?.isRetry === true && query.atMs - before.atMs <= RETRIED_WITHIN_MS) retried.add(before.decisionId);
    latest.set(query.unit, query);
  }
  return inOrder.map((query) => (retried.has(query.decisionId) ? { ...query, isRetried: true } : query));
}
