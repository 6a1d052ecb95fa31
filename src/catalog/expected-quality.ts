// Published scores → the expected quality of a model on one kind of query. Unknown stays unknown.
import type { HostedModel } from '../policy/policy.ts';
import type { QueryDescription } from '../query/query-description.ts';
import { DEVICE_MODELS } from './device-models.ts';
import { publishedQuality } from './published-score.ts';
import { HOSTED_SCORES } from './hosted-scores.ts';

/** P(acceptable answer) of the model on the device, in [0, 1], or undefined where nothing is published for such a query. */
export function deviceQuality(modelId: string, description: QueryDescription): number | undefined {
  const model = DEVICE_MODELS.find((candidate) => candidate.id === modelId);
  return model && publishedQuality(model.scores, description);
}

/**
 * The same for a hosted model: the policy's estimate for this very task, else what was published for such queries, else
 * the policy's overall estimate.
 */
export function hostedQuality(model: HostedModel, description: QueryDescription): number | undefined {
  const scores = HOSTED_SCORES[model.catalog ?? model.id];
  return model.quality?.[description.task] ?? (scores && publishedQuality(scores, description)) ?? model.quality?.overall;
}
