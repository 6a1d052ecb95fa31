// How many tokens an answer of the device may have beside its prompt.
import { findDeviceModel } from '../catalog/device-models.ts';
import { settle } from '../numerics/settle.ts';
import type { Policy } from '../policy/policy.ts';

/** The prompt's length is an estimate; the true one may be this much longer. */
const ESTIMATE_MARGIN = 1.15;

/** Tokens left of what the policy and the model allow to be read at once; never below 0. */
export function roomForAnswer(policy: Policy, model: string, promptTokens: number): number {
  const readable = Math.min(policy.device.maximumContextTokens, findDeviceModel(model)?.contextTokens ?? Infinity);
  return Math.max(0, Math.floor(settle(readable - ESTIMATE_MARGIN * promptTokens)));
}
