// Is the variant that a client tells of the one its unit has? A unit can't choose another, nor move one.
import { assignUnit, variantOf } from '../../src/experiment/assign-unit.ts';
import type { Deployment } from '../../src/experiment/deployment.ts';
import type { EventAssignment } from '../../src/event/outcome-event.ts';

/**
 * The assignment as it was told; null for one that isn't the unit's, and for an experiment that runs no longer.
 *
 * @example checkAssignment({ experiment: 'sure', variant: 'b', … }, { unit, deployment })
 */
export function checkAssignment(told: EventAssignment | null, { unit, deployment }: { readonly unit: string | null; readonly deployment: Deployment | undefined }): EventAssignment | null {
  const experiment = deployment?.experiments.find(({ key }) => key === told?.experiment);
  if (!told || !experiment || unit === null) return null;
  // It is marked, and never counts.
  if (told.isOverride) return told;
  // With full coverage: the client may have learned of a ramp a moment before this isolate, and a ramp moves nobody.
  const variant = experiment.variants[variantOf({ ...experiment, coverage: 1 }, unit)];
  return variant?.name === told.variant ? told : null;
}

/** The unit's own, for events that can't tell it. */
export function assignmentOfUnit({ unit, deployment }: { readonly unit: string | null; readonly deployment: Deployment | undefined }): EventAssignment | null {
  if (!deployment || unit === null) return null;
  const { assignment } = assignUnit(deployment, unit);
  return assignment ? { experiment: assignment.experiment, variant: assignment.variant, isOverride: false, isDivergent: false } : null;
}
