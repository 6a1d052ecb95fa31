// Whether what was read takes the place of what is known already, in a client and in an isolate of the edge. Caches, a slow isolate and somebody who plays an
// old answer again all bring deployments that are over.
import type { Deployment } from './deployment.ts';

/** What somebody was told: none by a router that knows no deployments, sequence 0 by one that has none in force. */
type Told = Pick<Deployment, 'epoch' | 'sequence' | 'deployedAt'> | undefined;

/**
 * Numbers are compared within an epoch alone; of another epoch it is the later one that counts. What says that nothing was
 * deployed may be an isolate that couldn't read the book: it never displaces a deployment.
 *
 * @example mayReplace({ epoch: 'a', sequence: 7, deployedAt: 1 }, { epoch: 'a', sequence: 6, deployedAt: 0 }) // false
 */
export function mayReplace(known: Told, next: Told): boolean {
  if (!isDeployed(known)) return true;
  if (!isDeployed(next)) return false;
  return next.epoch === known.epoch ? next.sequence >= known.sequence : next.deployedAt > known.deployedAt;
}

function isDeployed(told: Told): told is NonNullable<Told> {
  return told !== undefined && told.sequence > 0;
}
