// A log whose truth is known: people ask, the device is right the more often the surer it is, a hosted model is right with one
// probability. What each query would have brought on either way is drawn before a policy is asked.
import { rateFromPrior } from '../../src/budget/rate-model.ts';
import type { ClientEvent } from '../../src/event/client-event.ts';
import type { StoredEvent } from '../../src/event/stored-event.ts';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { describeQuery } from '../../src/query/describe-query.ts';
import type { AcceptRecord, StartRecord } from '../../src/replay/decision-input.ts';
import { replayAccept, replayStart } from '../../src/replay/replay-decision.ts';

export interface SyntheticWorld {
  readonly seed: number;
  readonly units: number;
  readonly queriesPerUnit: number;
  /** Among which units are dealt evenly, by hash. */
  readonly arms: ReadonlyMap<string, Policy>;
  readonly hostedRight?: number;
  /** Of the answers that are kept. */
  readonly auditShare?: number;
}

export interface SyntheticLog {
  readonly events: readonly StoredEvent[];
  /** What the very same queries bring under a policy: means over all of them. */
  readonly truth: (policy: Policy) => { readonly answered: number; readonly cost: number; readonly latency: number; readonly agreement: number };
}

const builtIn = loadDefaultPolicy();
const START_MS = Date.UTC(2026, 10, 23);

/** The built-in policy that keeps what the device is so sure of. */
export function policyAsking(minimumConfidence: number, fields: Partial<Policy> = {}): Policy {
  return { ...builtIn, name: `asks-${Math.round(100 * minimumConfidence)}`, accept: { ...builtIn.accept, minimumConfidence }, ...fields };
}

export function syntheticLog(world: SyntheticWorld): SyntheticLog {
  const draw = drawsFrom(world.seed);
  const hashes = [...world.arms.keys()];
  const queries: SyntheticQuery[] = [];
  for (let unit = 0; unit < world.units; unit++) {
    const arm = hashes[Math.floor(draw() * hashes.length)]!;
    for (let query = 0; query < world.queriesPerUnit; query++) queries.push(drawQuery({ unit: `unit-${unit}`, arm, index: queries.length, draw, hostedRight: world.hostedRight ?? 0.85 }));
  }
  return {
    events: queries.flatMap((query) => eventsOf(query, world, draw)),
    truth: (policy) => {
      const outcomes = queries.map((query) => outcomeOf(query, policy));
      const mean = (name: 'answered' | 'cost' | 'latency' | 'agreement') => outcomes.reduce((sum, outcome) => sum + outcome[name], 0) / outcomes.length;
      return { answered: mean('answered'), cost: mean('cost'), latency: mean('latency'), agreement: mean('agreement') };
    },
  };
}

interface SyntheticQuery {
  readonly id: string;
  readonly unit: string;
  readonly arm: string;
  readonly atMs: number;
  readonly start: StartRecord['input'];
  readonly accept: AcceptRecord['input'];
  readonly isDeviceRight: boolean;
  readonly isHostedRight: boolean;
  readonly agreed: boolean;
  readonly hostedCostMicroUsd: number;
  readonly hostedMs: number;
  readonly deviceMs: number;
}

const description = describeQuery({ messages: [{ role: 'user', content: 'What is the capital of France?' }], context: [] });
const device = { status: 'ready', model: 'phi-3-nano', prefillRate: rateFromPrior(500, 2), decodeRate: rateFromPrior(100, 2), isOnline: true } as const;
const hostedModelIds = builtIn.hosted.models.map(({ id }) => id);

function drawQuery({ unit, arm, index, draw, hostedRight }: { unit: string; arm: string; index: number; draw: () => number; hostedRight: number }): SyntheticQuery {
  const value = draw();
  return {
    id: `answer-${index}`,
    unit,
    arm,
    atMs: START_MS + index * 1000,
    start: { description, mode: 'prefer_on_device', privacy: 'any', canRedact: false, budget: {}, device, hostedModelIds },
    accept: { description, confidence: { value, isCalibrated: false }, tokens: 5, isComplete: true, escalationBlockedBy: null, remainingMs: null, hostedTotalMs: null, hostedQuality: null, expectedGain: null },
    isDeviceRight: draw() < value,
    isHostedRight: draw() < hostedRight,
    agreed: draw() < value,
    hostedCostMicroUsd: Math.round(200 + 400 * draw()),
    hostedMs: Math.round(600 + 900 * draw()),
    deviceMs: Math.round(150 + 200 * draw()),
  };
}

function outcomeOf(query: SyntheticQuery, policy: Policy) {
  const { route } = replayStart(query.start, policy);
  const isKept = route === 'device' && replayAccept(query.accept, policy).action === 'keep';
  const waited = route === 'device' ? query.deviceMs : 0;
  return {
    route,
    isKept,
    answered: (isKept ? query.isDeviceRight : query.isHostedRight) ? 1 : 0,
    agreement: !isKept || query.agreed ? 1 : 0,
    cost: isKept ? 0 : query.hostedCostMicroUsd,
    latency: waited + (isKept ? 0 : query.hostedMs),
  };
}

function eventsOf(query: SyntheticQuery, { arms, auditShare = 0 }: SyntheticWorld, draw: () => number): StoredEvent[] {
  const policy = arms.get(query.arm)!;
  const { id, unit, atMs, start, accept } = query;
  const { route, isKept, answered, cost, latency } = outcomeOf(query, policy);
  const common = { schemaVersion: 1, decisionId: id, observer: 'client', atMs, policy: policy.name, policyHash: query.arm, sequence: 7, assignment: null, deviceClass: null } as const;
  const began = replayStart(start, policy);
  const judged = route === 'device' ? { input: accept, output: replayAccept(accept, policy), propensity: 1 } : null;
  const events: ClientEvent[] = [
    { type: 'decision', ...common, id: `${id}-decision`, ...began, mode: start.mode, privacy: start.privacy, promptTokens: 8, description: null, input: start, propensity: 1, hostedCostMicroUsd: null },
    {
      type: 'outcome', ...common, id: `${id}-outcome`, edgeDecisionId: null, requestedModel: null, routedModel: null, servedModel: null, reason: null, attempts: [], latencyMs: latency, firstTokenMs: null,
      inputTokens: 8, outputTokens: 5, costMicroUsd: cost, isCostEstimated: false, code: answered === 1 ? null : 'internal', source: isKept ? 'device' : 'hosted', confidence: accept.confidence!.value,
      isCalibrated: false, isUnsure: false, isEscalated: route === 'device' && !isKept, isRetry: false, accept: judged,
    },
  ];
  if (judged && auditShare > 0 && (!isKept || draw() < auditShare)) {
    const { agreed, hostedCostMicroUsd, hostedMs, deviceMs } = query;
    events.push({
      type: 'audit', ...common, id: `${id}-audit`, source: isKept ? 'sample' : 'hand_up', share: isKept ? auditShare : 1, agreed, confidence: accept.confidence!.value, isCalibrated: false, score: null, signals: null, tokens: 5,
      deviceModel: 'phi-3-nano', dtype: null, hostedModel: 'openai/gpt-4o-mini', hostedCostMicroUsd, hostedMs, deviceMs, accept: judged,
    });
  }
  return events.map((event) => ({ event, standing: 'session', unit, receivedAt: atMs + 500 }));
}

/** mulberry32 */
function drawsFrom(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
