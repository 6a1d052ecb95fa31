// The most that one query can cost and take under a policy, whatever fails.
import { costMicroUsd } from '../../budget/price.ts';
import type { Policy } from '../policy.ts';
import { DEVICE_DEFAULTS, HOSTED_DEFAULTS } from '../default-limits.ts';

export interface ModelWorstCase {
  readonly id: string;
  /** Of the longest answer the policy allows, without its prompt. */
  readonly answerCostMicroUsd: number;
  /** The longest prompt it may be asked with within the money budget; undefined = no limit. */
  readonly longestPromptTokens: number | undefined;
}

export interface WorstCase {
  /** Of all hosted attempts together: the edge counts what failed ones have cost. Undefined = no budget limits it. */
  readonly costMicroUsd: number | undefined;
  /** How often hosted models are asked: models of the ladder times their attempts. */
  readonly attempts: number;
  /** Until the first text, if everybody stays silent for as long as they may. */
  readonly firstTextMs: number;
  /** Until the end, if the longest answers come as slowly as they may. */
  readonly totalMs: number;
  readonly models: readonly ModelWorstCase[];
}

/** `worstCase(policy).costMicroUsd` → 20000 */
export function worstCase(policy: Policy): WorstCase {
  const { hosted, budget, device } = policy;
  const retries = hosted.retry?.maximumRetries ?? HOSTED_DEFAULTS.maximumRetries;
  const asked = Math.min(hosted.models.length, 1 + (hosted.maximumFallbacks ?? HOSTED_DEFAULTS.maximumFallbacks));
  const attempts = asked * (1 + retries);
  const models = hosted.models.map((model) => modelWorstCase(model, policy));
  const isAnyAffordable = models.some(({ longestPromptTokens }) => longestPromptTokens !== 0);
  const onDevice = patience(device.timeout, DEVICE_DEFAULTS);
  const atEdge = patience(hosted.timeout, HOSTED_DEFAULTS);
  const delaysMs = asked * retries * (hosted.retry?.maximumDelayMs ?? HOSTED_DEFAULTS.maximumDelayMs);
  const silenceMs = onDevice.firstChunkMs + attempts * atEdge.firstChunkMs + delaysMs;
  const piecesMs = (device.maximumOutputTokens - 1) * onDevice.chunkMs + attempts * (hosted.maximumOutputTokens - 1) * atEdge.chunkMs;
  const totalMs = budget.totalMs ?? Infinity;
  return {
    costMicroUsd: isAnyAffordable ? budget.costMicroUsd : 0,
    attempts,
    firstTextMs: Math.min(totalMs, silenceMs),
    totalMs: Math.min(totalMs, silenceMs + piecesMs),
    models,
  };
}

function modelWorstCase(model: Policy['hosted']['models'][number], { hosted, budget }: Policy): ModelWorstCase {
  const answerCostMicroUsd = costMicroUsd(model, 0, hosted.maximumOutputTokens);
  const left = budget.costMicroUsd === undefined ? Infinity : budget.costMicroUsd - answerCostMicroUsd;
  const tokens = left < 0 ? 0 : left / model.inputMicroUsdPerToken;
  return { id: model.id, answerCostMicroUsd, longestPromptTokens: tokens < Infinity ? Math.floor(tokens) : undefined };
}

function patience(timeout: Policy['hosted']['timeout'], defaults: { readonly firstChunkMs: number; readonly chunkMs: number }) {
  return { firstChunkMs: timeout?.firstChunkMs ?? defaults.firstChunkMs, chunkMs: timeout?.chunkMs ?? defaults.chunkMs };
}
