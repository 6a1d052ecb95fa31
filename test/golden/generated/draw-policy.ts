// A policy as somebody might write it: the built-in one with other figures.
import type { Policy } from '../../../src/policy/policy.ts';
import type { Draws } from './draws.ts';

export function drawPolicy(draws: Draws, builtIn: Policy): Policy {
  const { share, whole, perhaps } = draws;
  const models = draws.some(builtIn.hosted.models).map((model) => ({
    ...model,
    firstTokenMs: whole(50, 4000),
    tokensPerSecond: whole(5, 200),
    outputMicroUsdPerToken: whole(0, 2000) / 100,
    ...(draws.chance(0.3) && { quality: draws.chance(0.5) ? { overall: share() } : undefined, catalog: draws.pick(['gpt-3.5-turbo', 'mixtral-8x7b', 'llama-3-70b', undefined]) }),
  }));
  const { worth, ...rest } = builtIn;
  return {
    ...rest,
    ...(worth && draws.chance(0.8) && { worth: { rightAnswerMicroUsd: whole(1, 500_000), secondMicroUsd: whole(0, 10_000), modelSwitchMicroUsd: perhaps(() => whole(0, 10_000)) } }),
    start: { ...builtIn.start, minimumGain: share(), rules: [...draws.some(builtIn.start.rules)] },
    watch: { ...builtIn.watch, minimumTokens: whole(1, 20), escalateBelow: share() / 2 },
    accept: { ...builtIn.accept, minimumConfidence: share(), whenUnsure: draws.pick(['mark', 'withhold'] as const), ...(draws.chance(0.3) && { byWorth: true }) },
    budget: { costMicroUsd: perhaps(() => whole(0, 50_000)), totalMs: perhaps(() => whole(0, 30_000)), firstTokenMs: perhaps(() => whole(0, 5000)) },
    device: { ...builtIn.device, maximumContextTokens: whole(128, 4096), maximumOutputTokens: whole(16, 1024) },
    hosted: { ...builtIn.hosted, models, adequateQuality: share(), onTime: 0.5 + share() * 0.49, priorObservations: whole(1, 100) },
  };
}
