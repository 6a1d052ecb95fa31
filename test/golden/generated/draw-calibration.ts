// Calibrations that nobody fitted: of any version of the features, with maps of either kind.
import type { FittedConfidence, FittedWatch } from '../../../src/calibration/calibration.ts';
import { FEATURES_OF_VERSION, FEATURE_VERSION } from '../../../src/confidence/answer-features.ts';
import type { Draws } from './draws.ts';

function drawMap(draws: Draws): FittedConfidence['map'] {
  if (draws.chance(0.3)) return { kind: 'platt', a: -2 * draws.share(), b: draws.share() - 0.5 };
  let [score, probability] = [-2, draws.share() / 4];
  return { kind: 'isotonic', knots: Array.from({ length: draws.whole(1, 8) }, () => [(score += 0.01 + draws.share()), (probability += draws.share() / 12)] as const) };
}

function drawScorer(draws: Draws): FittedWatch['scorer'] {
  // Calibrations of every version are in use somewhere.
  const features = draws.whole(1, FEATURE_VERSION);
  const column = (of: () => number) => Array.from({ length: FEATURES_OF_VERSION[features] as number }, of);
  return { kind: 'logistic', features, means: column(() => draws.share()), deviations: column(() => 0.5 + draws.share()), weights: column(() => draws.share() - 0.5), bias: draws.share() };
}

export function drawFitted(draws: Draws): FittedConfidence {
  return { labels: 100, scorer: draws.chance(0.5) ? { kind: 'score' } : drawScorer(draws), map: drawMap(draws) };
}

export function drawWatch(draws: Draws): FittedWatch {
  return { labels: 100, scorer: drawScorer(draws), map: drawMap(draws), shift: 2 * draws.share(), patience: 1 };
}
