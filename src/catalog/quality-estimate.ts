// How often a model is right on such queries: what was said beforehand, and what was seen since. A prior is worth a number of
// observations, at most as many as the policy says, and fewer where its sources contradict each other.
import { nearestScores, publishedQuality, type KindOfQuery, type PublishedScore } from './published-score.ts';

/** Answers that were judged. Shares of an answer are possible: a judgement may be unsure itself. */
export interface JudgedAnswers {
  readonly right: number;
  readonly wrong: number;
}

/** A share, and how many observations it is worth. */
export interface QualityPrior {
  readonly share: number;
  readonly weight: number;
}

/**
 * Scores that disagree are averaged, and weigh as much as the observations whose chance alone would scatter them as far:
 * 62 % and 48 % for the same benchmark are worth 24.
 */
export function priorOfScores(scores: readonly PublishedScore[], description: KindOfQuery, maximumWeight: number): QualityPrior | undefined {
  const share = publishedQuality(scores, description);
  if (share === undefined) return undefined;
  const nearest = nearestScores(scores, description);
  if (nearest.length < 2) return { share, weight: maximumWeight };
  const variance = nearest.reduce((sum, { score }) => sum + (score - share) * (score - share), 0) / (nearest.length - 1);
  const worth = variance === 0 ? maximumWeight : (share * (1 - share)) / variance - 1;
  return { share, weight: Math.min(maximumWeight, Math.max(1, worth)) };
}

/**
 * Prior and observations, each with its weight. Without either it stays unknown; without a prior, observations stand for
 * themselves, drawn half an answer towards the middle.
 *
 * `estimateQuality({ share: 0.8, weight: 20 }, { right: 10, wrong: 10 })` → 0.65
 */
export function estimateQuality(prior: QualityPrior | undefined, judged: JudgedAnswers | undefined): number | undefined {
  const seen = judged === undefined ? 0 : judged.right + judged.wrong;
  if (judged === undefined || !(seen > 0)) return prior?.share;
  const { share, weight } = prior ?? { share: 0.5, weight: 1 };
  return (share * weight + judged.right) / (weight + seen);
}
