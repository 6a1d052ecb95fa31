// What is in force and a change → what is in force then, or why not. Pure: the book that keeps it adds the facts.
import { PhirstError } from '../errors/phirst-error.ts';
import type { DeploymentChange } from '../wire/admin-api.ts';
import { changeExperiment, ramp } from './change-experiments.ts';
import { goBack, withdraw, type DeploymentState } from './deployment-state.ts';

/** What the state alone can't tell. */
export interface BookFacts {
  readonly now: number;
  /** Of every experiment and rollout there ever was. */
  isKeyUsed(key: string): boolean;
  isSeedUsed(seed: string): boolean;
  /** Whether this policy was ever stored. */
  isPolicyKnown(hash: string): boolean;
}

export interface ChangeFacts extends BookFacts {
  /** Throws `policy_not_found` or `policy_revoked` for a hash that may not be put into force. */
  requirePolicy(hash: string, param: string): void;
}

/** They make things safer, or say that a person has looked. */
const PASS_FREEZE: readonly DeploymentChange['kind'][] = ['rollback', 'pause_experiment', 'unfreeze', 'freeze'];
const MAXIMUM_REVOKED = 200;

/**
 * The state after the change; the very same object where the change says what holds already.
 *
 * @throws PhirstError with what to do instead
 * @example applyChange(state, { kind: 'deploy', policy: '3f…' }, facts).deployment.sequence // one more
 */
export function applyChange(state: DeploymentState, change: DeploymentChange, input: BookFacts): DeploymentState {
  const { deployment } = state;
  if (deployment.isFrozen && !PASS_FREEZE.includes(change.kind)) {
    throw new PhirstError('deployment_frozen', 'Deployments are frozen: only rollbacks and pauses are taken. Unfreeze first (phirst policy unfreeze), and ask who froze them: the audit log says why.');
  }
  const facts: ChangeFacts = { ...input, requirePolicy: (hash, param) => requirePolicy(deployment.revoked, hash, param, input) };
  const next = applied(state, change, facts);
  if (next === state) return state;
  // Clocks of two machines may disagree, times of one book mustn't.
  const deployedAt = Math.max(input.now, deployment.deployedAt);
  return { ...next, deployment: { ...next.deployment, sequence: deployment.sequence + 1, deployedAt } };
}

function applied(state: DeploymentState, change: DeploymentChange, facts: ChangeFacts): DeploymentState {
  const { deployment, earlier } = state;
  switch (change.kind) {
    case 'deploy':
      facts.requirePolicy(change.policy, 'change.policy');
      // With a rollout of another policy it is refused there: nobody would know who has what.
      return ramp(state, { kind: 'ramp', policy: change.policy, coverage: 1 }, facts);
    case 'ramp':
      facts.requirePolicy(change.policy, 'change.policy');
      if (!(change.coverage > 0 && change.coverage <= 1)) throw invalid('change.coverage', 'must be above 0 and at most 1');
      return ramp(state, change, facts);
    case 'rollback':
      return change.policy === undefined ? rollback(state) : withdraw(state, change.policy);
    case 'revoke':
      return revoke(state, change.policy, facts);
    case 'freeze':
    case 'unfreeze': {
      const isFrozen = change.kind === 'freeze';
      return deployment.isFrozen === isFrozen ? state : { earlier, deployment: { ...deployment, isFrozen } };
    }
    case 'expire':
      return expire(state, change.notAfter, facts.now);
    default:
      return changeExperiment(state, change, facts);
  }
}

/** Where a rollout runs it is that which went wrong: it ends, and everybody has the default again. Else to the default before. */
function rollback(state: DeploymentState): DeploymentState {
  const rollout = state.deployment.experiments.find(({ kind }) => kind === 'rollout');
  return rollout ? withdraw(state, rollout.variants[0]!.policy) : goBack(state);
}

/** Out of everything it is in force in, and never again. */
function revoke(state: DeploymentState, policy: string, { isPolicyKnown }: ChangeFacts): DeploymentState {
  const { revoked } = state.deployment;
  if (revoked.includes(policy)) return state;
  if (!isPolicyKnown(policy)) throw unknownPolicy(policy, 'change.policy');
  if (revoked.length >= MAXIMUM_REVOKED) throw invalid('change.policy', `${MAXIMUM_REVOKED} policies are revoked already, the most that clients remember`);
  const { deployment, earlier } = withdraw(state, policy);
  return { earlier, deployment: { ...deployment, revoked: [...revoked, policy] } };
}

function expire({ deployment, earlier }: DeploymentState, notAfter: number | null, now: number): DeploymentState {
  if (notAfter !== null && !(notAfter > now)) throw invalid('change.notAfter', 'must be a moment to come, as Unix time in milliseconds, or null for never');
  return { earlier, deployment: { ...deployment, notAfter } };
}

function requirePolicy(revoked: readonly string[], hash: string, param: string, { isPolicyKnown }: BookFacts): void {
  if (!isPolicyKnown(hash)) throw unknownPolicy(hash, param);
  if (revoked.includes(hash)) {
    throw new PhirstError('policy_revoked', `${param}: ${hash.slice(0, 12)} was revoked and never comes back. Deploy another policy, if need be one that differs in its name alone.`, { param });
  }
}

function unknownPolicy(hash: string, param: string): PhirstError {
  return new PhirstError('policy_not_found', `${param}: this router has no policy ${hash.slice(0, 12)}. Store it with POST /admin/policies first.`, { param });
}

function invalid(param: string, why: string): PhirstError {
  return new PhirstError('invalid_request', `${param}: ${why}.`, { param });
}
