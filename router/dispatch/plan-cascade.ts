// Which hosted models are asked, in which order and with which limits. Pure: run-cascade.ts carries it out.
import { HOSTED_DEFAULTS } from '../../src/policy/default-limits.ts';
import { latestLaunchMs } from '../../src/budget/latest-launch.ts';
import { costMicroUsd } from '../../src/budget/price.ts';
import { settle } from '../../src/numerics/settle.ts';
import type { HostedModel, Policy } from '../../src/policy/policy.ts';
import type { RankedModel } from '../../src/route/rank-hosted.ts';

export interface CascadeStep {
  readonly model: HostedModel;
  /** No answer of it costs more. */
  readonly worstCostMicroUsd: number;
  /** Sure enough to be over by then, once it is asked. */
  readonly onTimeTotalMs: number;
  /** It has stalled when its first content takes longer, as a stream or as a whole. */
  readonly firstContentMs: number;
}

export interface CascadePlan {
  /** The chosen model first; never empty. */
  readonly steps: readonly CascadeStep[];
  /** Of each model. */
  readonly maximumRetries: number;
  /** Whoever asks for a longer wait is left for the next model. */
  readonly maximumDelayMs: number;
  /** A stream has stalled when it says nothing for so long amid its answer. */
  readonly chunkMs: number;
  /** So often a caller that waits hears that somebody is at work. Phirst's SDK takes a router for dead that is silent for firstChunkMs. */
  readonly keepAliveMs: number;
}

export interface PlanCascadeInput {
  readonly policy: Policy;
  /** Best first. A model that the caller named stands alone. */
  readonly ranked: readonly RankedModel[];
  readonly maxInputTokens: number;
  /** What can be billed as an answer: the output limit, and a prediction that was off. */
  readonly maxBilledTokens: number;
  readonly isStream: boolean;
}

/** Proxies commonly cut a connection that says nothing for 30 seconds or a minute. */
const LONGEST_SILENCE_MS = 12_000;

/** `planCascade({ policy, ranked, … }).steps.map(({ model }) => model.id)` → ['openai/gpt-4o-mini', 'openai/gpt-4o'] */
export function planCascade({ policy, ranked, maxInputTokens, maxBilledTokens, isStream }: PlanCascadeInput): CascadePlan {
  const { timeout, retry, maximumFallbacks = HOSTED_DEFAULTS.maximumFallbacks } = policy.hosted;
  const firstChunkMs = timeout?.firstChunkMs ?? HOSTED_DEFAULTS.firstChunkMs;
  return {
    steps: ranked.slice(0, 1 + maximumFallbacks).map(({ model, onTimeTotalMs }) => ({
      model,
      worstCostMicroUsd: costMicroUsd(model, maxInputTokens, maxBilledTokens),
      onTimeTotalMs,
      // JSON comes as a whole: nothing is to be expected of it before the longest answer can be complete.
      firstContentMs: firstChunkMs + (isStream ? 0 : (maxBilledTokens * 1000) / model.tokensPerSecond),
    })),
    maximumRetries: retry?.maximumRetries ?? HOSTED_DEFAULTS.maximumRetries,
    maximumDelayMs: retry?.maximumDelayMs ?? HOSTED_DEFAULTS.maximumDelayMs,
    chunkMs: timeout?.chunkMs ?? HOSTED_DEFAULTS.chunkMs,
    keepAliveMs: Math.max(1000, Math.min(LONGEST_SILENCE_MS, firstChunkMs / 2)),
  };
}

/**
 * How long one model may be waited for. Under a deadline it gives up while the next one can still make it, unless that
 * would leave itself no fair chance: twice its own expected first token.
 */
export function patienceMs(step: CascadeStep, next: CascadeStep | undefined, remainingMs: number | undefined): number {
  if (next === undefined || remainingMs === undefined) return step.firstContentMs;
  const latestMs = latestLaunchMs({ remainingMs, hostedMs: next.onTimeTotalMs });
  return settle(latestMs) >= 2 * step.model.firstTokenMs ? Math.min(step.firstContentMs, latestMs) : step.firstContentMs;
}
