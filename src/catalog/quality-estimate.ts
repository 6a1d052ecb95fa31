// How often a model is right on such queries: what was said beforehand, and what was seen since. A prior is worth a number of
// observations, at most as many as the policy says, and fewer where its sources contradict each other.
import { publishedQuality, type KindOfQuery, type PublishedScore } from './published-score.ts';

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
  const published = publishedQuality(scores, description);
  if (published === undefined) return undefined;
  const { mean, variance } = published;
  if (variance === 0) return { share: mean, weight: maximumWeight };
  return { share: mean, weight: Math.min(maximumWeight, Math.max(1, (mean * (1 - mean)) / variance - 1)) };
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
