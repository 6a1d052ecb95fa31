// With which probability a query went its way: units are dealt among policies by a hash, so the share of a deployment's units
// whose policy would have sent it the same way. That holds for experiments, rollouts and their coverage at once.
import type { LoggedQuery } from './logged-query.ts';

/** Of one deployment, by the policy's hash. */
export type Shares = ReadonlyMap<string, number>;

export interface Arms {
  /** Undefined for a deployment that too few units have met to tell its shares. */
  readonly of: (query: Pick<LoggedQuery, 'sequence'>) => Shares | undefined;
}

/** A deployment in which fewer units were seen is left out, where there are others. */
const FEWEST_UNITS = 30;

/** Keys of servers are never dealt, and who has no unit isn't either. */
export function isDealt({ unit, isOverride, policyHash }: Pick<LoggedQuery, 'unit' | 'isOverride' | 'policyHash'>): boolean {
  return unit !== null && !unit.startsWith('key:') && !isOverride && policyHash !== null;
}

/** @param queries dealt ones */
export function countArms(queries: readonly Pick<LoggedQuery, 'sequence' | 'unit' | 'policyHash'>[]): Arms {
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
