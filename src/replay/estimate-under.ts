// What a log tells of the gain under another policy: a log holds no text, so no other gain model can be asked.
import type { GainEstimate } from '../gain/gain-estimate.ts';
import type { Policy } from '../policy/policy.ts';

/**
 * The recorded estimate where it is that of the policy's own gain model; undefined under a policy that names another one or none.
 *
 * @example estimateUnder(start.input.estimate, candidate) // undefined: the candidate names another artefact
 */
export function estimateUnder(estimate: GainEstimate | undefined, { start }: Policy): GainEstimate | undefined {
  if (estimate === undefined || start.gainModel === undefined) return undefined;
  // A record that doesn't name its artefact is from before they did.
  return estimate.model === undefined || estimate.model === start.gainModel.sha256 ? estimate : undefined;
}
