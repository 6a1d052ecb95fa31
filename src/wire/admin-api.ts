// What /admin says and takes, for the command line and the dashboard. Every list is newest first.
import type { Deployment } from '../experiment/deployment.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { Verdict, VariantMeasurement } from '../experiment/verdict.ts';
import type { Policy } from '../policy/policy.ts';
import type { MeanAccumulator } from '../stats/mean-accumulator.ts';
import type { StoredEvent } from '../event/stored-event.ts';

/** One change of what is in force. All of them are in POST /admin/deployment's body. */
export type DeploymentChange =
  | { readonly kind: 'deploy'; readonly policy: string }
  /** Coverage of a new policy in steps: the first call begins the rollout, later ones raise it, 1 makes it the default. */
  | { readonly kind: 'ramp'; readonly policy: string; readonly coverage: number }
  /** Ends the rollout where one runs, else goes to `previous`; with `policy`: withdraws that one wherever it is in force. */
  | { readonly kind: 'rollback'; readonly policy?: string | undefined }
  /** Withdraws it, and nobody uses it ever again. */
  | { readonly kind: 'revoke'; readonly policy: string }
  | { readonly kind: 'freeze' }
  | { readonly kind: 'unfreeze' }
  | { readonly kind: 'start_experiment'; readonly experiment: Experiment }
  | { readonly kind: 'ramp_experiment'; readonly key: string; readonly coverage: number }
  | { readonly kind: 'pause_experiment'; readonly key: string }
  | { readonly kind: 'resume_experiment'; readonly key: string }
  | { readonly kind: 'stop_experiment'; readonly key: string; readonly ship?: string | undefined }
  | { readonly kind: 'expire'; readonly notAfter: number | null };

/** POST /admin/deployment. 409 `deployment_conflict` when somebody else changed it first. */
export interface ChangeRequest {
  readonly change: DeploymentChange;
  /** The number the change was thought up for. */
  readonly expectedSequence: number;
  /** Why, for whoever reads the audit log. */
  readonly reason: string;
  /** The same request sent twice changes nothing twice. */
  readonly idempotencyKey?: string | undefined;
}

/** POST /admin/deployment and GET /admin/deployment. */
export interface DeploymentAnswer {
  readonly deployment: Deployment;
  /** Of every policy in force, by hash. */
  readonly policies: Readonly<Record<string, Policy>>;
  /** Definitions of the experiments that run, by key. */
  readonly experiments: Readonly<Record<string, Experiment>>;
  /** With GET: what the breakers of policies in force, or that a guardrail withdrew of late, have found; newest first. */
  readonly alarms?: readonly PolicyAlarm[] | undefined;
}

/** What a guardrail did. `none`: there was nothing to go back to, or somebody had changed it already. */
export interface GuardrailAlarm {
  readonly at: number;
  readonly kind: string;
  readonly sentence: string;
  readonly action: 'rollback' | 'pause' | 'none';
}

export interface PolicyAlarm extends GuardrailAlarm {
  /** Hash of the policy. */
  readonly policy: string;
}

/** POST /admin/policies: a policy as JSON → its hash. Kept for ever, in force nowhere yet. GET /admin/policies/<hash> gives it back. */
export interface StorePolicyAnswer {
  readonly hash: string;
  readonly isNew: boolean;
}

/** GET /admin/audit?limit=100 */
export interface AuditEntry {
  readonly sequence: number;
  readonly at: number;
  /** Name of the key, or `guardrail`. */
  readonly by: string;
  readonly reason: string;
  readonly change: DeploymentChange;
}

/** GET /admin/experiments */
export interface ExperimentSummary {
  readonly key: string;
  readonly kind: 'experiment' | 'rollout';
  readonly status: 'running' | 'paused' | 'stopped';
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly coverage: number;
  readonly verdict: Pick<Verdict, 'kind' | 'variant' | 'sentence'>;
}

/** GET /admin/experiments/<key> */
export interface ExperimentReport extends ExperimentSummary {
  readonly definition: Experiment | null;
  readonly fullVerdict: Verdict;
  readonly measurements: readonly VariantMeasurement[];
  /** The primary metric's and the guardrails' intervals as they were, oldest first. */
  readonly series: readonly SeriesPoint[];
  /** What guardrails did, those of its policies’ own among them; newest first. */
  readonly alarms: readonly GuardrailAlarm[];
}

export interface SeriesPoint {
  readonly at: number;
  readonly variant: string;
  readonly metric: string;
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  readonly units: number;
}

/**
 * GET /admin/traffic?fromMs&toMs&stepMs : sums, by hour; with `stepMs` by steps of so many milliseconds from `fromMs` on, so
 * that a month is as short as a day. Nothing of a unit.
 */
export interface TrafficReport {
  readonly fromMs: number;
  readonly toMs: number;
  readonly hours: readonly TrafficHour[];
  /** Calls to hosted models, by hour and model. */
  readonly providers: readonly ProviderHour[];
  /** Confidence of device answers against agreement, from audited queries: ten bins of equal width. */
  readonly reliability: readonly { readonly from: number; readonly to: number; readonly count: number; readonly meanConfidence: number; readonly agreed: number }[];
}

/** What became of all calls to one hosted model in one hour, as the edge saw it. */
export interface ProviderHour {
  readonly startMs: number;
  readonly model: string;
  readonly attempts: number;
  /** How often it failed of what; none of them is `ok`. */
  readonly failures: Readonly<Record<string, number>>;
  /** To the first content, of those that answered; buckets as in TrafficHour. */
  readonly firstContent: Readonly<Record<string, number>>;
}

/** All queries of one hour under one policy that went the same way. */
export interface TrafficHour {
  readonly startMs: number;
  readonly observer: 'edge' | 'client';
  readonly policy: string;
  readonly policyHash: string | null;
  /** Where the answer came from in the end; `none` for a failure. */
  readonly route: 'device' | 'hosted' | 'none';
  readonly reason: string;
  /** Hosted model, or the device's. */
  readonly model: string;
  readonly count: number;
  readonly errors: number;
  /** What was spent, in micro-USD for each query. */
  readonly cost: MeanAccumulator;
  /** What a hosted answer would have cost, where the device answered. */
  readonly avoidedCost: MeanAccumulator;
  /** Milliseconds, in buckets that grow by a tenth: bucket b holds [1.1^b, 1.1^(b+1)). Sparse. */
  readonly latency: Readonly<Record<string, number>>;
  readonly firstToken: Readonly<Record<string, number>>;
}

/**
 * GET /admin/decisions?limit=50&before=<ms>&cursor= : of the log's newest. GET /admin/decisions/<decisionId> : all events of one
 * query.
 */
export interface DecisionsAnswer {
  readonly decisions: readonly { readonly decisionId: string; readonly at: number; readonly events: readonly StoredEvent[] }[];
  /** To be given for the next older ones; null where there are none. */
  readonly cursor: string | null;
}

/** GET /admin/log?fromMs&toMs&cursor : names of the log's segments; GET /admin/log/<name> gives one as NDJSON. */
export interface LogAnswer {
  readonly segments: readonly { readonly name: string; readonly bytes: number; readonly at: number }[];
  readonly cursor: string | null;
}

/** DELETE /admin/events?unit=&cursor= : forgets a unit in books and log, a part of a long log at a time. */
export interface EraseAnswer {
  readonly erasedRows: number;
  readonly rewrittenSegments: number;
  /** To be given with the next call; null once the whole log has been looked through. */
  readonly cursor: string | null;
}
