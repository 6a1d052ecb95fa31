// What Node decided with the shipped gain model, as the router's tests are handed it.
import type { GainEstimate } from '../../../src/gain/gain-estimate.ts';
import type { Policy } from '../../../src/policy/policy.ts';
import type { StartDecision } from '../../../src/route/start-route.ts';

export interface GainInNode {
  readonly policy: Policy;
  readonly sha256: string;
  /** The artefact, base64. */
  readonly bytes: string;
  readonly cases: readonly { readonly question: string; readonly estimate: GainEstimate; readonly start: StartDecision }[];
}
