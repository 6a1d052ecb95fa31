// One generated case through every decision: description, start, confidence, watch, acceptance, hosted choice.
import { applyCalibration, type Calibration } from '../../../src/calibration/calibration.ts';
import { answerConfidence } from '../../../src/confidence/confidence.ts';
import { createSignalAccumulator } from '../../../src/confidence/signal-accumulator.ts';
import { withDefaultBudget } from '../../../src/budget/deadline.ts';
import type { Policy } from '../../../src/policy/policy.ts';
import { describeQuery } from '../../../src/query/describe-query.ts';
import { INFERENCE_MODES, PRIVACY_CLASSES } from '../../../src/query/query.ts';
import { acceptAnswer } from '../../../src/route/accept-answer.ts';
import { chooseHosted } from '../../../src/route/choose-hosted.ts';
import { startRoute } from '../../../src/route/start-route.ts';
import { watchAnswer } from '../../../src/route/watch-answer.ts';
import type { Draws } from './draws.ts';
import { drawPolicy } from './draw-policy.ts';
import { drawBudget, drawDevice, drawLogProbs, drawObserved } from './draw-state.ts';
import { drawText } from './draw-text.ts';

/** All that was decided, with every number that it was decided by. */
export function decideCase(draws: Draws, builtIn: Policy): unknown {
  const policy = drawPolicy(draws, builtIn);
  const messages = Array.from({ length: draws.chance(0.8) ? 1 : draws.whole(2, 4) }, (_, turn) => ({ role: turn % 2 === 0 ? ('user' as const) : ('assistant' as const), content: drawText(draws, draws.whole(0, 30)) }));
  const description = describeQuery({ messages, context: draws.chance(0.2) ? [drawText(draws, 40)] : [] });
  const budget = drawBudget(draws);
  const device = drawDevice(draws);
  const start = startRoute({
    policy,
    description,
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
  const calibration = drawCalibration(draws);
  const confidence = draws.chance(0.1) ? undefined : answerConfidence(accumulator.signals(), draws.chance(0.5) ? calibration : undefined);
  const { forecast, escalationBlockedBy } = start;
  const remainingMs = draws.perhaps(() => draws.whole(0, 20_000));
  const shared = { policy, confidence, tokens: logProbs.length, escalationBlockedBy, remainingMs, hostedTotalMs: forecast.hostedTotalMs, hostedQuality: forecast.hostedQuality };
  const watch = watchAnswer({ ...shared, expectedOutputTokens: description.expectedOutputTokens, decodeRate: device.decodeRate, isLatestLaunch: draws.chance(0.1) });
  const accept = acceptAnswer({ ...shared, description, isComplete: draws.chance(0.9), expectedGain: forecast.expectedGain });
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
  return [description, start, accumulator.signals(), applyCalibration(calibration, draws.share()), confidence, watch, accept, { ...hosted, ranked }];
}

function drawCalibration(draws: Draws): Calibration {
  let [score, probability] = [0, draws.share() / 4];
  const knots = Array.from({ length: draws.whole(1, 8) }, () => [(score += draws.share() / 4), (probability += draws.share() / 8)] as const);
  return { model: 'any', dtype: 'q4', labels: 100, knots };
}
