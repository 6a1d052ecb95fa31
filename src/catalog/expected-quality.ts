// Published scores → the expected quality of a model on one kind of query. Unknown stays unknown.
import type { HostedModel } from '../policy/policy.ts';
import { DEVICE_MODELS } from './device-models.ts';
import { publishedQuality, type KindOfQuery } from './published-score.ts';
import { estimateQuality, priorOfScores, type JudgedAnswers, type QualityPrior } from './quality-estimate.ts';
import { HOSTED_SCORES } from './hosted-scores.ts';

/** P(acceptable answer) of the model on the device, in [0, 1], or undefined where nothing is published for such a query. */
export function deviceQuality(modelId: string, description: KindOfQuery): number | undefined {
  const model = DEVICE_MODELS.find((candidate) => candidate.id === modelId);
  return model && publishedQuality(model.scores, description)?.mean;
}

export interface QualityEvidence {
  readonly judged: JudgedAnswers | undefined;
  /** Observations that the prior is worth at most. */
  readonly maximumWeight: number;
}

/**
 * The same for a hosted model: the policy's estimate for this very task, else what was published for such queries, else
 * the policy's overall estimate; moved by answers that were judged.
 */
export function hostedQuality(model: HostedModel, description: KindOfQuery, { judged, maximumWeight }: QualityEvidence): number | undefined {
  return estimateQuality(hostedPrior(model, description, maximumWeight), judged);
}

function hostedPrior(model: HostedModel, description: KindOfQuery, maximumWeight: number): QualityPrior | undefined {
  const own = (share: number | undefined) => (share === undefined ? undefined : { share, weight: maximumWeight });
  const scores = HOSTED_SCORES[model.catalog ?? model.id];
  return own(model.quality?.[description.task]) ?? (scores && priorOfScores(scores, description, maximumWeight)) ?? own(model.quality?.overall);
}
