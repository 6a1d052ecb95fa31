// The deployment with what it takes to go back: what changes are applied to.
import { PhirstError } from '../errors/phirst-error.ts';
import type { Deployment } from './deployment.ts';

export interface DeploymentState {
  readonly deployment: Deployment;
  /** Default policies before the current one, newest first: each once, none of them revoked or withdrawn. */
  readonly earlier: readonly string[];
}

/** So many policies a rollback, given again and again, can go back. */
const MAXIMUM_EARLIER = 20;

/** A client asks again when what it has is older: it hears of changes with every answer of the router anyway. */
const MAXIMUM_AGE_SECONDS = 300;

/**
 * Where nothing was ever deployed: the build's own policy, under the number 0.
 *
 * @example builtInDeployment('3f…').sequence // 0
 */
export function builtInDeployment(policy: string): Deployment {
  return {
    schemaVersion: 1,
    epoch: 'built-in',
    sequence: 0,
    policy,
    previous: null,
    experiments: [],
    revoked: [],
    isFrozen: false,
    maxAgeSeconds: MAXIMUM_AGE_SECONDS,
    notAfter: null,
    unitKey: '',
    deployedAt: 0,
  };
}

/** `makeDefault(state, hash)`: what was the default before is what a rollback goes back to. */
export function makeDefault(state: DeploymentState, policy: string): DeploymentState {
  const { deployment } = state;
  if (policy === deployment.policy) return state;
  const earlier = [deployment.policy, ...state.earlier.filter((hash) => hash !== deployment.policy)];
  return withDefault(deployment, policy, earlier.filter((hash) => hash !== policy).slice(0, MAXIMUM_EARLIER));
}

/**
 * To the default before. What is left never comes back by itself: going back twice goes further back.
 *
 * @throws `policy_not_found` where there is none
 */
export function goBack({ deployment, earlier }: DeploymentState): DeploymentState {
  const [policy, ...rest] = earlier;
  if (policy === undefined) {
    throw new PhirstError('policy_not_found', 'There is no earlier policy to go back to: deploy the one that should hold instead.');
  }
  return withDefault(deployment, policy, rest);
}

/** Takes the policy out of everything it is in force in: the default goes back, experiments and rollouts with it end. */
export function withdraw(state: DeploymentState, policy: string): DeploymentState {
  const { deployment } = state;
  const earlier = state.earlier.filter((hash) => hash !== policy);
  const experiments = deployment.experiments.filter(({ variants }) => variants.every((variant) => variant.policy !== policy));
  const isUntouched = earlier.length === state.earlier.length && experiments.length === deployment.experiments.length;
  if (isUntouched && deployment.policy !== policy) return state;
  const without: DeploymentState = { earlier, deployment: { ...deployment, experiments, previous: earlier[0] ?? null } };
  return deployment.policy === policy ? goBack(without) : without;
}

/** What was said of the last default's end was said of that one. */
function withDefault(deployment: Deployment, policy: string, earlier: readonly string[]): DeploymentState {
  return { earlier, deployment: { ...deployment, policy, previous: earlier[0] ?? null, notAfter: null } };
}
