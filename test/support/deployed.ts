// Deployments for tests of whoever goes by them.
import type { Deployment } from '../../src/experiment/deployment.ts';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { Deployed } from './fake-router.ts';

/** Names of policies stand for their hashes. */
export const hashOf = (name: string): string => Array.from(name, (letter) => letter.charCodeAt(0).toString(16)).join('').padEnd(64, '0').slice(0, 64);

/** The default policy under a name, changed. */
export const policyNamed = (name: string, change: Partial<Policy> = {}): Policy => ({ ...loadDefaultPolicy(), name, ...change });

/** `deployed(4, [steady])`: the first policy is the default one. */
export function deployed(sequence: number, policies: readonly Policy[], change: Partial<Deployment> = {}): Deployed {
  return {
    deployment: {
      schemaVersion: 1,
      epoch: 'epoch',
      sequence,
      policy: hashOf(policies[0]?.name ?? ''),
      previous: null,
      experiments: [],
      revoked: [],
      isFrozen: false,
      maxAgeSeconds: 3600,
      notAfter: null,
      unitKey: 'unit-key',
      deployedAt: sequence,
      ...change,
    },
    policies: Object.fromEntries(policies.map((policy) => [hashOf(policy.name), policy])),
  };
}

/** An experiment on these policies, half of the units each. */
export function comparing(policies: readonly Policy[], change: Partial<Deployment['experiments'][number]> = {}): Deployment['experiments'][number] {
  return {
    key: 'sure',
    kind: 'experiment',
    status: 'running',
    seed: 'seed',
    coverage: 1,
    variants: policies.map(({ name }) => ({ name, policy: hashOf(name), weight: 1 / policies.length })),
    startedAt: 0,
    ...change,
  };
}
