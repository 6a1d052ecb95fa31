// A policy's gain model asked about one conversation: the same in the SDK, at the edge and on the command line.
import type { Policy } from '../policy/policy.ts';
import type { Message } from '../query/query.ts';
import type { QueryDescription } from '../query/query-description.ts';
import type { GainEstimate } from './gain-estimate.ts';
import type { GainModel } from './gain-model.ts';

export interface GainQuestion {
  readonly policy: Policy;
  readonly messages: readonly Message[];
  readonly description: QueryDescription;
  /** Id in src/catalog/device-models.ts of whoever would answer on the device. */
  readonly deviceModel: string;
}

/**
 * Undefined without a model, and for another device model than the one it was fitted for: what it says is about that one alone.
 *
 * @example estimateGain(model, { policy, messages, description, deviceModel: 'phi-3-mini-4k' }) // { gain: 0.31…, against: 'gpt-4o-2024-05-13', … }
 */
export function estimateGain(model: GainModel | undefined, { policy, messages, description, deviceModel }: GainQuestion): GainEstimate | undefined {
  if (model?.header.device !== deviceModel) return undefined;
  const text = messages.findLast(({ role }) => role === 'user')?.content ?? '';
  return { ...model.estimate(text, description), model: policy.start.gainModel?.sha256, against: model.header.hosted };
}
