// A number of whole decisions (description, start, acceptance, hosted choice) with or without a gain model's estimate, of their
// parts, or of bare passes over the text, in whatever runtime this is loaded into. Who asks for it times it.
import { rateFromPrior } from '../../src/budget/rate-model.ts';
import { estimateGain } from '../../src/gain/estimate-gain.ts';
import type { GainEstimate } from '../../src/gain/gain-estimate.ts';
import { createGainModel } from '../../src/gain/gain-model.ts';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import { describeQuery } from '../../src/query/describe-query.ts';
import type { Message } from '../../src/query/query.ts';
import type { QueryDescription } from '../../src/query/query-description.ts';
import { acceptAnswer } from '../../src/route/accept-answer.ts';
import { chooseHosted } from '../../src/route/choose-hosted.ts';
import type { DeviceState } from '../../src/route/route-context.ts';
import { startRoute } from '../../src/route/start-route.ts';
import { drawsFrom } from '../../test/golden/generated/draws.ts';
import { drawGainArtefact } from '../../test/golden/generated/draw-gain-model.ts';
import { promptsOf } from './prompts.ts';

export const SIZES = [50, 500, 4000] as const;
export type RunName = 'sum' | 'decide' | 'decideWithGain' | 'describe' | 'start' | 'accept' | 'choose' | 'gain';

export interface Turn {
  readonly run: RunName;
  readonly tokens: number;
  readonly times: number;
}

const policy = loadDefaultPolicy();
const policyWithGain = { ...policy, start: { ...policy.start, gainModel: { sha256: '0'.repeat(64) } } };
const hostedModels = policy.hosted.models.filter(({ id }) => id.startsWith('openai/'));
const device: DeviceState = { status: 'ready', model: 'phi-3-mini-4k', prefillRate: rateFromPrior(150, 2), decodeRate: rateFromPrior(12, 2), isOnline: true };
const budget = { totalMs: 20_000, firstTokenMs: 5000, costMicroUsd: 20_000 };
const observed = Object.fromEntries(hostedModels.map(({ id }) => [id, { firstToken: { p50: 480, p75: 610, p90: 820, p95: 990, p99: 1800 }, decodeRate: { logMean: 4.4, logVariance: 0.02, observations: 60 }, answered: 190, failed: 3, judged: { right: 40, wrong: 6 } }]));

const messagesOf = (text: string): readonly Message[] => [{ role: 'user', content: text }];
const start = (description: QueryDescription, estimate?: GainEstimate) =>
  startRoute({ policy: estimate ? policyWithGain : policy, description, estimate, mode: 'prefer_on_device', privacy: 'any', canRedact: false, budget, device, hostedModels });
const accept = (description: QueryDescription) =>
  acceptAnswer({ policy, description, confidence: { value: 0.7, isCalibrated: false }, tokens: 40, isComplete: true, escalationBlockedBy: undefined, remainingMs: 15_000, hostedTotalMs: 2000, hostedQuality: 0.9, expectedGain: 0.1 });
const choose = (description: QueryDescription, estimate?: GainEstimate) =>
  chooseHosted({ policy: estimate ? policyWithGain : policy, description, estimate, requestedModel: 'auto', clientReason: 'low_confidence', budget, elapsedMs: 5, maxTokens: 1024, maxInputTokens: 4000, callable: hostedModels, observed, previousModel: undefined });

/** What it says is drawn: an estimate takes as long whatever was learnt, as long as it is one. To this model every question is familiar; of an unfamiliar one it would do half the work. */
const { header, ...learnt } = drawGainArtefact(drawsFrom(1));
const gainModel = createGainModel({ header: { ...header, familiarFrom: 0, familiarPairsFrom: header.familiarPairsFrom.map((from) => Math.min(from, 1e-9)), familiarShapeFrom: 0 }, ...learnt });

/** What comes out is added up, so that no compiler leaves it out. */
function decide(text: string): number {
  const description = describeQuery({ messages: messagesOf(text), context: [] });
  return resultOf(description);
}

function decideWithGain(text: string): number {
  const messages = messagesOf(text);
  const description = describeQuery({ messages, context: [] });
  return resultOf(description, estimateGain(gainModel, { policy: policyWithGain, messages, description, deviceModel: device.model }));
}

function resultOf(description: QueryDescription, estimate?: GainEstimate): number {
  const { forecast } = start(description, estimate);
  return forecast.deviceTotalMs + (forecast.expectedGain ?? 0) + accept(description).requiredConfidence + choose(description, estimate).ranked.length;
}

function sum(text: string): number {
  let total = 0;
  for (let index = 0; index < text.length; index++) total += text.charCodeAt(index);
  return total;
}

/** The texts of a size, each with its description: what follows from that is timed without the reading. */
const texts = new Map(SIZES.map((tokens) => [tokens as number, promptsOf(tokens)]));
const described = new Map<string, QueryDescription>();
for (const text of [...texts.values()].flat()) described.set(text, describeQuery({ messages: messagesOf(text), context: [] }));

const RUNS: Readonly<Record<RunName, (text: string) => number>> = {
  sum,
  decide,
  decideWithGain,
  describe: (text) => describeQuery({ messages: messagesOf(text), context: [] }).promptTokens,
  start: (text) => start(described.get(text)!).forecast.deviceTotalMs,
  accept: (text) => accept(described.get(text)!).requiredConfidence,
  choose: (text) => choose(described.get(text)!).ranked.length,
  gain: (text) => gainModel.estimate(text, described.get(text)!).hostedRight,
};

/** Answers what came out, added up. `runTurn({ run: 'decide', tokens: 500, times: 1000 })` */
export function runTurn({ run, tokens, times }: Turn): number {
  const own = texts.get(tokens)!;
  const once = RUNS[run];
  let total = 0;
  for (let index = 0; index < times; index++) total += once(own[index % own.length]!);
  return total;
}
