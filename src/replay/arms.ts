// With which probability a query went its way: units are dealt among policies by a hash, so the share of a deployment's units
// whose policy would have sent it the same way. That holds for experiments, rollouts and their coverage at once.
import type { Policy } from '../policy/policy.ts';
import type { LoggedQuery } from './logged-query.ts';
import { followsWay } from './way.ts';

/** Of one deployment, by the policy's hash. */
type Shares = ReadonlyMap<string, number>;

export interface Arms {
  /** Undefined for a deployment that too few units have met to tell its shares. */
  readonly of: (query: LoggedQuery) => Shares | undefined;
}

/** A deployment in which fewer units were seen is left out, where there are others. */
const FEWEST_UNITS = 30;

/** Keys of servers are never dealt, and who has no unit isn't either. */
export function isDealt({ unit, isOverride, policyHash }: LoggedQuery): boolean {
  return unit !== null && !unit.startsWith('key:') && !isOverride && policyHash !== null;
}

/** @param queries dealt ones */
export function countArms(queries: readonly LoggedQuery[]): Arms {
  const units = new Map<number, Map<string, string>>();
  for (const { sequence, unit, policyHash } of queries) {
    let ofSequence = units.get(sequence);
    if (!ofSequence) units.set(sequence, (ofSequence = new Map()));
    if (unit !== null && policyHash !== null) ofSequence.set(unit, policyHash);
  }
  const isAlone = units.size === 1;
  const shares = new Map<number, Shares>();
  for (const [sequence, ofSequence] of units) {
    if (ofSequence.size < FEWEST_UNITS && !isAlone) continue;
    const ofSequenceShares = new Map<string, number>();
    for (const hash of ofSequence.values()) ofSequenceShares.set(hash, (ofSequenceShares.get(hash) ?? 0) + 1 / ofSequence.size);
    shares.set(sequence, ofSequenceShares);
  }
  return { of: ({ sequence }) => shares.get(sequence) };
}

/**
 * Probability of the way that the query went. Where a policy of the deployment isn't at hand, what was recorded then.
 *
 * @example propensityOf(query, { shares, policies, madeBy }) // 0.5
 */
export function propensityOf(query: LoggedQuery, { shares, policies, madeBy }: { readonly shares: Shares; readonly policies: ReadonlyMap<string, Policy>; readonly madeBy: Policy }): number {
  let propensity = 0;
  for (const [hash, share] of shares) {
    const policy = policies.get(hash);
    if (!policy) return query.propensity;
    if (hash === query.policyHash || followsWay(query, { policy, madeBy })) propensity += share;
  }
  return Math.min(1, propensity);
}
