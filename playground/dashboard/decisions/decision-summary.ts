// One query in one line, from all that was told of it.
import type { StoredEvent } from '../../../src/event/stored-event.ts';
import type { DecisionsAnswer } from '../../../src/wire/admin-api.ts';

export type Decision = DecisionsAnswer['decisions'][number];

export interface DecisionSummary {
  readonly id: string;
  readonly at: number;
  readonly route: 'device' | 'hosted' | 'none' | 'unknown';
  /** A reason's code, or what it failed of. */
  readonly reason: string | null;
  readonly model: string | null;
  readonly policy: string | null;
  readonly latencyMs: number | null;
  readonly costMicroUsd: number | null;
  readonly confidence: number | null;
  readonly experiment: string | null;
}

type Event = StoredEvent['event'];
type Outcome = Extract<Event, { type: 'outcome' }>;

/** The app knows how it ended; the edge knows of its own part alone, so its word counts where no app spoke. */
export function summariseDecision({ decisionId, at, events }: Decision): DecisionSummary {
  const all = events.map(({ event }) => event);
  const outcomes = all.filter((event): event is Outcome => event.type === 'outcome');
  const outcome = outcomes.find(({ observer }) => observer === 'client') ?? outcomes[0];
  const decision = all.find((event) => event.type === 'decision');
  const assignment = outcome?.assignment ?? (decision && 'assignment' in decision ? decision.assignment : null);
  return {
    id: decisionId,
    at,
    route: outcome === undefined ? 'unknown' : routeOf(outcome),
    reason: outcome ? (outcome.code ?? outcome.reason) : null,
    model: outcome ? (outcome.servedModel ?? outcome.routedModel) : null,
    policy: outcome?.policy ?? decision?.policy ?? null,
    latencyMs: outcome?.latencyMs ?? null,
    costMicroUsd: outcome?.costMicroUsd ?? null,
    confidence: outcome && 'confidence' in outcome ? outcome.confidence : null,
    experiment: assignment ? `${assignment.experiment}: ${assignment.variant}` : null,
  };
}

function routeOf(outcome: Outcome): DecisionSummary['route'] {
  if (outcome.code !== null) return 'none';
  return 'source' in outcome ? (outcome.source ?? 'none') : 'hosted';
}
