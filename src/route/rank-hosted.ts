// Which hosted model should answer: the one whose answer is worth most, less what it costs and how long it takes, among those
// that are sure enough to be in time.
import { settle } from '../numerics/settle.ts';
import type { HostedModel, Policy } from '../policy/policy.ts';
import type { QueryDescription } from '../query/query-description.ts';
import type { Budget } from '../query/query.ts';
import { estimateHosted, latenessOf, UNKNOWN_QUALITY, type RankedModel } from './estimate-hosted.ts';
import type { ObservedModels } from './observed-model.ts';

export type { RankedModel } from './estimate-hosted.ts';

/** `adequate`: an easy query that merely can't run on the device. `strongest`: the device's limits are the reason. */
export type HostedDemand = 'adequate' | 'strongest';

export interface RankHostedInput {
  readonly policy: Policy;
  readonly description: QueryDescription;
  /** What is left. */
  readonly budget: Budget;
  /** The most tokens the answer may have. */
  readonly maxTokens: number;
  /** Upper bound for the input's tokens: money is bounded by it, not by the estimate. The estimate where it is absent. */
  readonly maxInputTokens?: number | undefined;
  /** From the smallest to the largest, as the policy lists them. */
  readonly hostedModels: readonly HostedModel[];
  readonly demand: HostedDemand;
  /** What was seen of them; the policy's and the catalog's word stands where nothing was. */
  readonly observed?: ObservedModels | undefined;
  /** The hosted model that answered the conversation's last turn, where one did. */
  readonly previousModel?: string | undefined;
}

/**
 * All models that fit the money budget, best first: those sure to be in time, then the others, the quickest first. Empty when
 * none is configured or the money allows none.
 *
 * `rankHosted({ demand: 'strongest', … })[0].model.id` → 'openai/gpt-4o'
 */
export function rankHosted(input: RankHostedInput): readonly RankedModel[] {
  const lateness = latenessOf(input.policy);
  const estimates = input.hostedModels.map((model) => estimateHosted(model, input, lateness)).filter(({ fitsCost }) => fitsCost);
  const late = estimates.filter(({ fitsTime }) => !fitsTime);
  const inTime = late.length === 0 ? estimates : estimates.filter(({ fitsTime }) => fitsTime);
  const best = input.policy.worth ? byWorth(inTime, input.demand) : byQualityAlone(inTime, input);
  return late.length === 0 ? best : [...best, ...sorted(late, ({ onTimeTotalMs }) => -onTimeTotalMs, 'smaller')];
}

function byWorth(estimates: readonly RankedModel[], demand: HostedDemand): readonly RankedModel[] {
  return sorted(estimates, ({ worthMicroUsd = 0 }) => worthMicroUsd, demand === 'strongest' ? 'larger' : 'smaller');
}

/**
 * As if quality were all that counts, in the ladder's order: adequate ones from the smallest up, then the rest from the best
 * down; or from the best down alone.
 */
export function byQualityAlone(estimates: readonly RankedModel[], { policy, demand }: Pick<RankHostedInput, 'policy' | 'demand'>): readonly RankedModel[] {
  const isAdequate = ({ expectedQuality = 0 }: RankedModel) => demand === 'adequate' && settle(expectedQuality) >= policy.hosted.adequateQuality;
  const rest = estimates.filter((ranked) => !isAdequate(ranked));
  return [...estimates.filter(isAdequate), ...sorted(rest, ({ expectedQuality = UNKNOWN_QUALITY }) => expectedQuality, 'larger')];
}

/** Highest first; of equals the larger or the smaller of the ladder, which rises. A ladder is short: each is put in where it belongs. */
function sorted(estimates: readonly RankedModel[], valueOf: (ranked: RankedModel) => number, ofEquals: 'larger' | 'smaller'): RankedModel[] {
  const ranked: RankedModel[] = [];
  for (let index = 0; index < estimates.length; index++) {
    const one = estimates[ofEquals === 'larger' ? estimates.length - 1 - index : index] as RankedModel;
    const value = settle(valueOf(one));
    let place = ranked.length;
    for (; place > 0 && settle(valueOf(ranked[place - 1] as RankedModel)) < value; place--) ranked[place] = ranked[place - 1] as RankedModel;
    ranked[place] = one;
  }
  return ranked;
}
