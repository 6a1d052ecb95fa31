// Which policy holds for a unit: a hash, never a draw. The same unit, the same deployment, the same answer, anywhere.
import { bucketRanges, chooseVariant, hashUnit, isInNamespace } from './bucket.ts';
import type { Deployment, RunningExperiment } from './deployment.ts';

/** GrowthBook's current scheme. */
const HASH_VERSION = 2;

/** The unit of a server's key, which stands for all its users: never assigned. */
export const KEY_UNIT = 'key:';

/** For tests and for people who look at a variant: experiment → variant. Marked in every event, and never counted. */
export type Overrides = Readonly<Record<string, string>>;

export interface Assignment {
  readonly experiment: string;
  readonly kind: RunningExperiment['kind'];
  readonly variant: string;
  /** The variant's place in the experiment; 0 is the control. */
  readonly index: number;
  readonly isOverride: boolean;
}

export interface AssignedPolicy {
  /** Hash of the policy in force for the unit. */
  readonly policy: string;
  /** Undefined where the unit is in no experiment: the default policy holds. */
  readonly assignment: Assignment | undefined;
}

/**
 * The first experiment that takes the unit decides. Without a unit, or for a key's own, nobody is assigned: a draw would not be sticky.
 *
 * @example assignUnit(deployment, 'user-1') // { policy: '3f…', assignment: { experiment: 'sure', variant: 'b', … } }
 */
export function assignUnit(deployment: Deployment, unit: string | undefined, overrides: Overrides = {}): AssignedPolicy {
  for (const experiment of deployment.experiments) {
    const index = variantOf(experiment, unit, overrides);
    const variant = experiment.variants[index];
    if (!variant || deployment.revoked.includes(variant.policy)) continue;
    const isOverride = overrides[experiment.key] === variant.name;
    const { key, kind } = experiment;
    return { policy: variant.policy, assignment: { experiment: key, kind, variant: variant.name, index, isOverride } };
  }
  return { policy: deployment.policy, assignment: undefined };
}

/** Index of the unit's variant in one experiment, −1 for none. */
export function variantOf(experiment: RunningExperiment, unit: string | undefined, overrides: Overrides = {}): number {
  const { key, seed, namespace, coverage, variants } = experiment;
  const forced = Object.hasOwn(overrides, key) ? variants.findIndex(({ name }) => name === overrides[key]) : -1;
  if (forced >= 0) return forced;
  if (unit === undefined || unit.startsWith(KEY_UNIT) || (namespace && !isInNamespace(unit, namespace))) return -1;
  const bucket = hashUnit({ seed, unit, version: HASH_VERSION }) as number;
  return chooseVariant(bucket, bucketRanges(variants.length, coverage, variants.map(({ weight }) => weight)));
}
