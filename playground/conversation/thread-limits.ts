// How much of a conversation goes along with the next question.
import type { DeviceModel } from '../../src/catalog/device-models.ts';
import type { Policy } from '../../src/policy/policy.ts';

export interface ThreadLimits {
  /** Earlier turns at most. */
  readonly turns: number;
  /** Estimated tokens at most, the question's own among them. */
  readonly promptTokens: number;
}

/** A model that reads little was taught short conversations: one earlier turn is what it can use. */
const SHORT_CONTEXT_TOKENS = 1024;

/** Half of what may be read at once: the other half is for the answer, and for an estimate that is too low. */
export function threadLimits(model: DeviceModel | undefined, policy: Policy | undefined): ThreadLimits {
  const modelReads = model?.contextTokens ?? 0;
  const readable = Math.min(modelReads, policy?.device.maximumContextTokens ?? Infinity);
  return { turns: modelReads <= SHORT_CONTEXT_TOKENS ? 1 : 8, promptTokens: Math.floor(readable / 2) };
}
