// One finished run → its events. Numbers, names and codes; of `device-only` text nothing but counts and how it was decided.
import type { NewClientEvent } from '../../src/event/client-event.ts';
import type { PhirstError } from '../../src/errors/phirst-error.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { PromiseInForce } from '../../src/route/acceptance-bar.ts';
import type { AnswerResult, TraceStep } from '../session/answer-part.ts';
import type { QueryRun } from '../session/query-run.ts';
import { compareVariants } from './compare-variants.ts';
import { deviceClass } from './device-class.ts';
import { acceptOf, startOf } from './record-decision.ts';

export type RunEnd = { readonly result: AnswerResult } | { readonly error: PhirstError };

export interface EventsOfRunInput {
  readonly run: QueryRun;
  readonly end: RunEnd;
  readonly newId: () => string;
  /** Unix time in milliseconds. */
  readonly atMs: number;
  /** The unit meets this variant's policy for the first time. */
  readonly isExposure: boolean;
  /** The same question was asked a moment ago. */
  readonly isRetry: boolean;
}

export function eventsOfRun({ run, end, newId, atMs, isExposure, isRetry }: EventsOfRunInput): readonly NewClientEvent[] {
  const { inForce, query } = run;
  const isSilent = query.privacy === 'device-only';
  const start = startOf(run);
  const accept = acceptOf(run);
  const compared = compareVariants(inForce, { start, accept, resolve: accept && ((policy) => promiseOf(run, policy)) });
  const common = () => ({ schemaVersion: 1 as const, id: newId(), decisionId: run.id, observer: 'client' as const, atMs });
  const underWhat = {
    policy: run.policy.name,
    policyHash: inForce.hash ?? null,
    sequence: inForce.deployment?.sequence ?? 0,
    assignment: assignmentOf(run, compared.isDivergent),
    deviceClass: deviceClass(run.dependencies.device.loaded()?.backend),
  };
  const events: NewClientEvent[] = [];
  if (isExposure) events.push({ type: 'exposure', ...common(), ...underWhat });
  const started = stepOf(run, 'started') as Started | undefined;
  if (started) {
    events.push({
      type: 'decision',
      ...common(),
      ...underWhat,
      route: started.route,
      reason: started.reason,
      rule: started.rule ?? null,
      mode: run.query.mode,
      privacy: run.query.privacy,
      promptTokens: run.description.promptTokens,
      description: isSilent ? null : describe(run),
      input: isSilent ? null : (start?.input ?? null),
      propensity: compared.startShare,
      hostedCostMicroUsd: run.decided.start?.decision.forecast.hostedCostMicroUsd ?? null,
    });
  }
  for (const { step, detail } of run.trace) {
    if (step !== 'safety') continue;
    const { on, action, rule } = detail as { on: 'input' | 'output'; action: 'hand_up' | 'refuse'; rule: string };
    events.push({ type: 'safety', ...common(), on, action, rule: nameOf(rule, run) });
  }
  const { decisionId: edgeDecisionId = null } = (stepOf(run, 'hosted_decided') ?? {}) as { decisionId?: string };
  events.push({
    type: 'outcome',
    ...common(),
    ...underWhat,
    edgeDecisionId,
    requestedModel: null,
    attempts: [],
    ...outcomeOf(run, end),
    isEscalated: started?.route === 'device' && ('result' in end ? end.result.source === 'hosted' : stepOf(run, 'hosted_opened') !== undefined),
    isRetry,
    accept: accept && !isSilent ? { ...accept, propensity: compared.acceptShare } : null,
  });
  return events;
}

/** What a policy's promise comes to with what judged this answer. */
function promiseOf({ dependencies, decided }: QueryRun, { accept: { promise } }: Policy): PromiseInForce | undefined {
  const resolved = dependencies.device.judge().resolve(promise, decided.start?.decision.forecast.hostedCostMicroUsd);
  return promise && resolved && { of: promise, ...resolved };
}

function assignmentOf({ inForce: { assignment } }: QueryRun, isDivergent: boolean): Decision['assignment'] {
  return assignment ? { experiment: assignment.experiment, variant: assignment.variant, isOverride: assignment.isOverride, isDivergent } : null;
}

/**
 * An app names its own rules as it likes, perhaps by what they found: of `device-only` text only the policy's names are told.
 * The router takes letters, digits and a few marks.
 */
function nameOf(rule: string, { query, policy }: QueryRun): string {
  const isPolicys = policy.safety?.rules.some(({ name }) => name === rule) ?? false;
  if (query.privacy === 'device-only' && !isPolicys) return 'app';
  return rule.replaceAll(/[^\w.:/-]/g, '-').slice(0, 200) || 'app';
}

type Decision = Extract<NewClientEvent, { type: 'decision' }>;
type Started = Pick<Decision, 'route' | 'reason'> & { readonly rule?: string };
type Outcome = Extract<NewClientEvent, { type: 'outcome' }>;
type EndOfRun = Pick<
  Outcome,
  | 'routedModel' | 'servedModel' | 'reason' | 'latencyMs' | 'firstTokenMs' | 'inputTokens' | 'outputTokens' | 'costMicroUsd'
  | 'isCostEstimated' | 'code' | 'source' | 'confidence' | 'isCalibrated' | 'isUnsure'
>;

function stepOf({ trace }: QueryRun, name: string): TraceStep['detail'] | undefined {
  return trace.findLast(({ step }) => step === name)?.detail;
}

function describe({ description }: QueryRun): NonNullable<Decision['description']> {
  const { task, language, languageTier, knowledgeDemand, sensitivity, expectedOutputTokens } = description;
  return { task, language, languageTier, knowledgeDemand, sensitivity, expectedOutputTokens };
}

function outcomeOf(run: QueryRun, end: RunEnd): EndOfRun {
  const routedModel = (stepOf(run, 'hosted_opened') as { routedModel?: string } | undefined)?.routedModel ?? null;
  if ('error' in end) {
    return {
      routedModel,
      servedModel: null,
      reason: null,
      latencyMs: run.elapsedMs(),
      firstTokenMs: null,
      inputTokens: 0,
      outputTokens: 0,
      costMicroUsd: 0,
      isCostEstimated: true,
      code: end.error.code,
      source: null,
      confidence: null,
      isCalibrated: false,
      isUnsure: false,
    };
  }
  const { model, reason, totalMs, firstTokenMs, usage, source, confidence, isCalibrated, isUnsure } = end.result;
  return {
    routedModel,
    servedModel: model,
    reason,
    latencyMs: totalMs,
    firstTokenMs,
    inputTokens: usage.inputTokens,
    outputTokens: usage.outputTokens,
    costMicroUsd: usage.costMicroUsd,
    // The router's own record has what was really spent.
    isCostEstimated: source === 'hosted',
    code: null,
    source,
    confidence: confidence ?? null,
    isCalibrated,
    isUnsure,
  };
}
