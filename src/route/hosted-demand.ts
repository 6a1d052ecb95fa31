// How good the hosted model must be: the smallest adequate one when the device was merely not at hand or not in time,
// the strongest affordable one when the query itself was beyond the device.
import type { GainEstimate } from '../gain/gain-estimate.ts';
import { settle } from '../numerics/settle.ts';
import type { Policy } from '../policy/policy.ts';
import type { QueryDescription } from '../query/query-description.ts';
import { matchesCondition } from '../policy/matches-condition.ts';
import type { HostedDemand } from './rank-hosted.ts';
import type { Reason } from './reason.ts';

/** The query was beyond the device, or it tried and was not sure. */
const BEYOND_THE_DEVICE: ReadonlySet<Reason> = new Set([
  'rule',
  'expected_gain',
  'unfamiliar',
  'context_too_long',
  'low_confidence',
  'confidence_collapsed',
  'incomplete',
  'safety_handed_up',
]);

export interface HostedDemandInput {
  /** Why the client hands the query up; undefined for a caller that isn't Phirst's SDK. */
  readonly reason: Reason | undefined;
  readonly description: QueryDescription;
  readonly policy: Policy;
  /** What the policy's gain model says of the question, where it is at hand. */
  readonly estimate?: GainEstimate | undefined;
}

/** `hostedDemand({ reason: 'low_confidence', … })` → 'strongest' */
export function hostedDemand({ reason, description, policy, estimate }: HostedDemandInput): HostedDemand {
  if (reason !== undefined && BEYOND_THE_DEVICE.has(reason)) return 'strongest';
  // Where the device never had its say, the policy's rules and its gain model tell what would have been beyond it.
  const facts = { ...description };
  const rule = policy.start.rules.find(({ when }) => matchesCondition(when, facts));
  if (rule !== undefined || estimate === undefined) return rule?.route === 'hosted' ? 'strongest' : 'adequate';
  const { gainModel, minimumGain } = policy.start;
  const isLeftToHosted = !estimate.isFamiliar && gainModel?.whenUnfamiliar === 'hosted';
  return isLeftToHosted || settle(estimate.gain) >= minimumGain ? 'strongest' : 'adequate';
}
