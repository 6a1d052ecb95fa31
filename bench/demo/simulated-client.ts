// What the SDK does for one person, without a browser and without a model: the same decisions by the same functions, the same
// requests to the router, the same events. Only the device's answer is made up, and the person.
import { rateFromPrior } from '../../src/budget/rate-model.ts';
import { findDeviceModel } from '../../src/catalog/device-models.ts';
import { assignUnit } from '../../src/experiment/assign-unit.ts';
import type { Deployment } from '../../src/experiment/deployment.ts';
import type { NewClientEvent } from '../../src/event/client-event.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { describeQuery } from '../../src/query/describe-query.ts';
import type { AcceptRecord, StartRecord } from '../../src/replay/decision-input.ts';
import { acceptAnswer } from '../../src/route/accept-answer.ts';
import type { RouteContext } from '../../src/route/route-context.ts';
import { startRoute } from '../../src/route/start-route.ts';
import { HEADERS } from '../../src/wire/headers.ts';
import { gradeAnswer } from '../../models/phi-3-nano/exam/grade-answer.ts';
import type { DemoRouter } from './demo-router.ts';
import type { SimulatedQuery, SimulatedUnit } from './simulated-world.ts';

const MODEL = 'phi-3-mini-4k';

/** GET /v1/policy. */
export interface PolicyAnswer {
  readonly deployment: Deployment;
  readonly policies: Readonly<Record<string, Policy>>;
  readonly hostedModelIds: readonly string[];
}

export interface AskedQuery {
  readonly variant: string | undefined;
  /** Undefined where there was no answer. */
  readonly isRight: boolean | undefined;
  readonly isContent: boolean;
  /** The deployment's number that the router answered under, where it was asked. */
  readonly sequence: number | undefined;
}

export interface AskInput {
  readonly router: DemoRouter;
  readonly served: PolicyAnswer;
  readonly unit: SimulatedUnit;
  readonly query: SimulatedQuery;
  readonly decisionId: string;
  readonly atMs: number;
  /** Gathers what is to be told. */
  readonly events: NewClientEvent[];
}

/** One question, answered on the simulated device or by the router. */
export async function askAsUnit(input: AskInput): Promise<AskedQuery> {
  const { served, unit, query, decisionId, atMs, events } = input;
  const assigned = assignUnit(served.deployment, unit.unit);
  const policyOf = (hash: string) => served.policies[hash] as Policy;
  const policy = policyOf(assigned.policy);
  const experiment = served.deployment.experiments.find(({ key }) => key === assigned.assignment?.experiment);
  const description = describeQuery({ messages: [{ role: 'user', content: query.question.prompt }], context: [] });
  const decideUnder = (one: Policy) => decide(one, { description, served, query });
  const decided = decideUnder(policy);
  const variants = experiment?.variants.map(({ policy: hash, weight }) => ({ decided: decideUnder(policyOf(hash)), weight })) ?? [];
  const isSame = (other: Decided) => JSON.stringify(other.outputs) === JSON.stringify(decided.outputs);
  const assignment = assigned.assignment && {
    experiment: assigned.assignment.experiment,
    variant: assigned.assignment.variant,
    isOverride: false,
    isDivergent: variants.some((variant) => !isSame(variant.decided)),
  };
  const propensity = variants.length === 0 ? 1 : variants.filter((variant) => isSame(variant.decided)).reduce((sum, { weight }) => sum + weight, 0);
  const inForce = { policy: policy.name, policyHash: assigned.policy, sequence: served.deployment.sequence, assignment: assignment ?? null, deviceClass: unit.deviceClass };
  const common = (part: string) => ({ schemaVersion: 1 as const, id: `${decisionId}-${part}`, decisionId, observer: 'client' as const, atMs: Math.round(atMs) });

  const { start, accept } = decided;
  const isHanded = start.output.route === 'hosted' || accept?.output.action === 'escalate';
  const hosted = isHanded ? await askRouter(input, accept?.output.reason ?? start.output.reason) : undefined;
  const isRight = hosted ? hosted.isRight : query.isDeviceRight;
  const code = hosted && hosted.isRight === undefined ? ('provider_unavailable' as const) : null;
  const isContent = code === null && (isRight ? query.isContentIf.right : query.isContentIf.wrong);
  const source = code === null ? (hosted ? ('hosted' as const) : ('device' as const)) : null;
  events.push(
    {
      type: 'decision', ...common('decision'), ...inForce,
      route: start.output.route, reason: start.output.reason, rule: start.output.rule, mode: start.input.mode, privacy: start.input.privacy,
      promptTokens: description.promptTokens, description: null, input: start.input, propensity, hostedCostMicroUsd: decided.hostedCostMicroUsd,
    },
    {
      type: 'outcome', ...common('outcome'), ...inForce,
      edgeDecisionId: hosted?.decisionId ?? null, requestedModel: null, routedModel: null,
      servedModel: hosted ? hosted.servedModel : MODEL, reason: accept?.output.reason ?? start.output.reason, attempts: [],
      latencyMs: query.deviceMs + (hosted?.latencyMs ?? 0), firstTokenMs: 120, inputTokens: description.promptTokens, outputTokens: 8,
      costMicroUsd: hosted ? costOf(policy, hosted) : 0, isCostEstimated: hosted !== undefined, code, source, confidence: accept ? query.confidence : null,
      isCalibrated: true, isUnsure: false, isEscalated: accept !== undefined && hosted !== undefined, isRetry: false, accept: accept ? { ...accept, propensity } : null,
    },
    { type: 'feedback', ...common('feedback'), rating: isContent ? 1 : 0 },
  );
  if (assignment) events.push({ type: 'exposure', ...common('exposure'), ...inForce });
  return { variant: assignment?.variant, isRight, isContent, sequence: hosted?.sequence };
}

interface Decided {
  readonly start: Omit<StartRecord, 'stage'>;
  readonly accept: Omit<AcceptRecord, 'stage'> | undefined;
  readonly outputs: unknown;
  readonly hostedCostMicroUsd: number | null;
}

function decide(policy: Policy, { description, served, query }: Pick<AskInput, 'served' | 'query'> & { readonly description: RouteContext['description'] }): Decided {
  const model = findDeviceModel(MODEL)!;
  const device = {
    status: 'ready' as const,
    model: MODEL,
    prefillRate: rateFromPrior(model.prefillPrior.tokensPerSecond, model.prefillPrior.factor),
    decodeRate: rateFromPrior(model.decodePrior.tokensPerSecond, model.decodePrior.factor),
    isOnline: true,
  };
  const input: StartRecord['input'] = {
    description: { ...description },
    mode: 'prefer_on_device', privacy: 'any', canRedact: false, budget: {},
    device, hostedModelIds: [...served.hostedModelIds],
  };
  const hostedModels = policy.hosted.models.filter(({ id }) => served.hostedModelIds.includes(id));
  const decision = startRoute({ ...input, policy, budget: policy.budget, hostedModels });
  const start = { input, output: { route: decision.route, reason: decision.reason, rule: decision.rule ?? null } };
  const { hostedTotalMs, hostedQuality, expectedGain, hostedCostMicroUsd } = decision.forecast;
  if (decision.route !== 'device') return { start, accept: undefined, outputs: [start.output], hostedCostMicroUsd: hostedCostMicroUsd ?? null };
  const acceptInput: AcceptRecord['input'] = {
    description: { ...description },
    confidence: { value: query.confidence, isCalibrated: true },
    tokens: 8, isComplete: true,
    escalationBlockedBy: decision.escalationBlockedBy ?? null, remainingMs: null,
    hostedTotalMs: hostedTotalMs ?? null, hostedQuality: hostedQuality ?? null, expectedGain: expectedGain ?? null,
  };
  const { action, reason } = acceptAnswer({
    policy, description, confidence: { value: query.confidence, isCalibrated: true }, tokens: 8, isComplete: true,
    escalationBlockedBy: decision.escalationBlockedBy, hostedTotalMs, hostedQuality, expectedGain,
  });
  const accept = { input: acceptInput, output: { action, reason } };
  return { start, accept, outputs: [start.output, accept.output], hostedCostMicroUsd: hostedCostMicroUsd ?? null };
}

/** By the policy's prices, as the SDK estimates it. */
function costOf({ hosted: { models } }: Policy, { servedModel, usage }: HostedAnswer): number {
  const model = models.find(({ id }) => id === servedModel);
  if (!model || !usage) return 0;
  return Math.round(usage.prompt_tokens * model.inputMicroUsdPerToken + usage.completion_tokens * model.outputMicroUsdPerToken);
}

interface HostedAnswer {
  readonly usage: { readonly prompt_tokens: number; readonly completion_tokens: number } | undefined;
  readonly isRight: boolean | undefined;
  readonly servedModel: string | null;
  readonly decisionId: string | null;
  readonly latencyMs: number;
  readonly sequence: number | undefined;
}

async function askRouter({ router, unit, query, atMs }: AskInput, reason: StartRecord['output']['reason']): Promise<HostedAnswer> {
  const startedAt = performance.now();
  const response = await router.request('/v1/chat/completions', {
    method: 'POST',
    atMs,
    isOkToFail: true,
    headers: { 'x-phirst-unit': unit.unit },
    body: { model: 'auto', messages: [{ role: 'user', content: query.question.prompt }], max_tokens: 64, phirst: { reason } },
  });
  const body = (await response.json()) as { choices?: readonly { readonly message: { readonly content: string } }[]; usage?: HostedAnswer['usage'] };
  const text = body.choices?.[0]?.message.content;
  return {
    isRight: text === undefined ? undefined : gradeAnswer(text, query.question.gold),
    usage: body.usage,
    servedModel: response.headers.get(HEADERS.servedModel),
    decisionId: response.headers.get(HEADERS.decisionId),
    latencyMs: performance.now() - startedAt,
    sequence: Number(response.headers.get(HEADERS.sequence)) || undefined,
  };
}
