// One generated case through every decision: description, start, confidence, watch, acceptance, hosted choice.
import { mapScore } from '../../../src/calibration/map-score.ts';
import { answerConfidence } from '../../../src/confidence/confidence.ts';
import { createSignalAccumulator } from '../../../src/confidence/signal-accumulator.ts';
import { watchEvidence } from '../../../src/confidence/watch-evidence.ts';
import { resolvePromise, type DeferralPromise } from '../../../src/deferral/resolve-promise.ts';
import { riskCurve } from '../../../src/deferral/risk-curve.ts';
import type { GainModel } from '../../../src/gain/gain-model.ts';
import { acceptanceBar } from '../../../src/route/acceptance-bar.ts';
import { withDefaultBudget } from '../../../src/budget/deadline.ts';
import type { Policy } from '../../../src/policy/policy.ts';
import { describeQuery } from '../../../src/query/describe-query.ts';
import { INFERENCE_MODES, PRIVACY_CLASSES } from '../../../src/query/query.ts';
import { acceptAnswer } from '../../../src/route/accept-answer.ts';
import { chooseHosted } from '../../../src/route/choose-hosted.ts';
import { startRoute } from '../../../src/route/start-route.ts';
import { watchAnswer } from '../../../src/route/watch-answer.ts';
import type { Draws } from './draws.ts';
import { drawFitted, drawWatch } from './draw-calibration.ts';
import { drawPolicy } from './draw-policy.ts';
import { drawBudget, drawDevice, drawLogProbs, drawObserved } from './draw-state.ts';
import { drawText } from './draw-text.ts';

/** All that was decided, with every number that it was decided by. */
export function decideCase(draws: Draws, builtIn: Policy, gainModel: GainModel): unknown {
  const drawn = drawPolicy(draws, builtIn);
  const of = draws.perhaps(() => drawPromise(draws));
  const policy = of ? { ...drawn, accept: { ...drawn.accept, promise: of } } : drawn;
  const messages = Array.from({ length: draws.chance(0.8) ? 1 : draws.whole(2, 4) }, (_, turn) => ({ role: turn % 2 === 0 ? ('user' as const) : ('assistant' as const), content: drawText(draws, draws.whole(0, 30)) }));
  const description = describeQuery({ messages, context: draws.chance(0.2) ? [drawText(draws, 40)] : [] });
  const budget = drawBudget(draws);
  const device = drawDevice(draws);
  const estimate = draws.perhaps(() => gainModel.estimate(messages.at(-1)?.content ?? '', description));
  const start = startRoute({
    policy,
    description,
    estimate,
    mode: draws.chance(0.7) ? 'prefer_on_device' : draws.pick(INFERENCE_MODES),
    privacy: draws.chance(0.7) ? 'any' : draws.pick(PRIVACY_CLASSES),
    canRedact: draws.chance(0.5),
    budget: withDefaultBudget(budget, policy.budget),
    maxTokens: draws.perhaps(() => draws.whole(1, 2000)),
    device,
    hostedModels: policy.hosted.models,
  });

  const accumulator = createSignalAccumulator();
  const logProbs = drawLogProbs(draws, draws.whole(0, 80));
  for (const logProb of logProbs) accumulator.add({ tokenId: 0, logProb, margin: draws.share(), entropy: 3 * draws.share() });
  const fitted = drawFitted(draws);
  const calibration = { short: fitted, long: fitted };
  const confidence = draws.chance(0.1) ? undefined : answerConfidence(accumulator.signals(), draws.chance(0.5) ? calibration : undefined);
  const { forecast, escalationBlockedBy } = start;
  const remainingMs = draws.perhaps(() => draws.whole(0, 20_000));
  const promise = of && { of, ...resolvePromise(of, drawCurve(draws), forecast.hostedCostMicroUsd) };
  const { hostedTotalMs, hostedQuality, hostedCostMicroUsd } = forecast;
  const bar = acceptanceBar({ policy, description, isCalibrated: true, tokens: 0, promise, hostedTotalMs, hostedQuality, hostedCostMicroUsd });
  const riskMidway = draws.chance(0.5) ? watchEvidence(drawWatch(draws)).add(accumulator.signals()) : undefined;
  const shared = { policy, confidence, riskMidway, tokens: logProbs.length, escalationBlockedBy, remainingMs, hostedTotalMs, hostedQuality, hostedCostMicroUsd };
  const watch = watchAnswer({ ...shared, bar, expectedOutputTokens: description.expectedOutputTokens, decodeRate: device.decodeRate, isLatestLaunch: draws.chance(0.1) });
  const accept = acceptAnswer({ ...shared, promise, description, isComplete: draws.chance(0.9), expectedGain: forecast.expectedGain });
  const hosted = chooseHosted({
    policy,
    description,
    requestedModel: draws.chance(0.9) ? 'auto' : draws.pick(['openai/gpt-4o', 'phirst/default', 'nobody/nothing']),
    clientReason: draws.pick([undefined, start.reason, accept.reason]),
    budget,
    elapsedMs: draws.whole(0, 300),
    maxTokens: draws.whole(1, 2000),
    maxInputTokens: draws.whole(0, 4000),
    callable: draws.chance(0.7) ? policy.hosted.models : draws.some(policy.hosted.models),
    observed: draws.perhaps(() => drawObserved(draws, policy)),
    previousModel: draws.perhaps(() => draws.pick(builtIn.hosted.models).id),
  });
  // The ladder again with all its estimates, by id: the documents themselves were drawn, not decided.
  const ranked = hosted.ranked.map(({ model, ...estimates }) => ({ id: model.id, ...estimates }));
  return [description, estimate, start, accumulator.signals(), mapScore(fitted.map, draws.share()), confidence, promise, riskMidway, watch, accept, { ...hosted, ranked }];
}

function drawCurve(draws: Draws) {
  const risks = Array.from({ length: draws.whole(0, 60) }, () => draws.share());
  const right = risks.map((risk) => (draws.chance(risk) ? 0 : 1));
  return riskCurve(risks, right, undefined, draws.perhaps(() => risks.map(() => draws.whole(0, 2))));
}

function drawPromise(draws: Draws): DeferralPromise {
  const share = 0.01 + 0.9 * draws.share();
  return draws.pick<DeferralPromise>([{ wrongKept: share }, { worseThanHosted: share }, { wrongAmongKept: share, confidence: 0.5 }, { shareHosted: share }, { costPerThousandMicroUsd: 1e5 * share }]);
}
