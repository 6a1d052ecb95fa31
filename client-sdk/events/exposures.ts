// Which exposures were told: one for each unit, experiment and policy says all that a second one would.
import type { PolicyInForce } from '../edge/policy-source.ts';

export interface Exposures {
  /** True once for each unit, experiment and policy; never outside of experiments. */
  isFirst(inForce: PolicyInForce): boolean;
}

export function createExposures(): Exposures {
  const told = new Set<string>();
  return {
    isFirst({ unit, assignment, hash }) {
      if (!assignment) return false;
      const exposure = JSON.stringify([unit, assignment.experiment, hash]);
      if (told.has(exposure)) return false;
      told.add(exposure);
      return true;
    },
  };
}
