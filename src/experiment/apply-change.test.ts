// What is in force and a change → what is in force then, or why not.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PhirstError } from '../errors/phirst-error.ts';
import type { DeploymentChange } from '../wire/admin-api.ts';
import { applyChange } from './apply-change.ts';
import { assignUnit } from './assign-unit.ts';
import { builtInDeployment, type DeploymentState } from './deployment-state.ts';
import type { Experiment } from './experiment.ts';

const hash = (letter: string) => letter.repeat(64);
const [A, B, C, D] = ['a', 'b', 'c', 'd'].map(hash) as [string, string, string, string];
const EMPTY: DeploymentState = { deployment: { ...builtInDeployment(A), epoch: 'e' }, earlier: [] };

/** The book's part: it remembers keys and seeds, and has the policies a to d. */
function start(state = EMPTY) {
  const seen = { keys: new Set<string>(), seeds: new Set<string>() };
  let now = 1000;
  const book = {
    state,
    apply(change: DeploymentChange): DeploymentState {
      const facts = { now: now++, isKeyUsed: (key: string) => seen.keys.has(key), isSeedUsed: (seed: string) => seen.seeds.has(seed), isPolicyKnown: (policy: string) => [A, B, C, D].includes(policy) };
      book.state = applyChange(book.state, change, facts);
      for (const { key, seed } of book.state.deployment.experiments) {
        seen.keys.add(key);
        seen.seeds.add(seed);
      }
      return book.state;
    },
    all: (...changes: DeploymentChange[]) => changes.map((change) => book.apply(change)).at(-1)!.deployment,
    /** `code param` of the refusal, and nothing has changed. */
    refusal(change: DeploymentChange): string {
      const before = book.state;
      try {
        book.apply(change);
      } catch (error) {
        if (!PhirstError.isInstance(error) || book.state !== before) throw error;
        return `${error.code} ${error.param}`;
      }
      return 'taken';
    },
  };
  return book;
}

const deploy = (policy: string): DeploymentChange => ({ kind: 'deploy', policy });
const ramp = (policy: string, coverage: number): DeploymentChange => ({ kind: 'ramp', policy, coverage });
const withdrawn = (policy?: string): DeploymentChange => ({ kind: 'rollback', policy });

function written(fields: Partial<Experiment> = {}): Experiment {
  return {
    schemaVersion: 1,
    key: 'sure',
    variants: [
      { name: 'a', policy: A },
      { name: 'b', policy: B },
    ],
    coverage: 0.2,
    primary: 'answered',
    metrics: [],
    guardrails: [{ metric: 'error', margin: 0.02 }],
    analysis: { alpha: 0.05, minimumUnits: 200, tightestAtUnits: 5000, maximumDays: 28 },
    errorShare: 0.02,
    ...fields,
  };
}
const begin = (fields: Partial<Experiment> = {}): DeploymentChange => ({ kind: 'start_experiment', experiment: written(fields) });

describe('a policy', () => {
  it('that is deployed has a rising number and knows what was before', () => {
    expect(start().all(deploy(B), deploy(C))).toMatchObject({ policy: C, previous: B, sequence: 2, epoch: 'e' });
  });

  it('that holds already changes nothing, so that a pipeline may say it again', () => {
    const book = start();
    const first = book.apply(deploy(B));
    expect(book.apply(deploy(B))).toBe(first);
    expect(book.apply(ramp(B, 1))).toBe(first);
  });

  it('that nobody stored, or that is revoked, is refused', () => {
    const book = start();
    expect(book.refusal(deploy(hash('f')))).toBe('policy_not_found change.policy');
    book.all(deploy(B), deploy(C), { kind: 'revoke', policy: B });
    for (const change of [deploy(B), ramp(B, 0.1)]) expect(book.refusal(change)).toBe('policy_revoked change.policy');
    expect(book.refusal(begin())).toBe('policy_revoked change.experiment.variants.1.policy');
  });

  it('is rolled back further each time, and never forward to what was withdrawn', () => {
    const book = start();
    book.all(deploy(B), deploy(C));
    expect(book.all(withdrawn())).toMatchObject({ policy: B, previous: A });
    expect(book.all(withdrawn())).toMatchObject({ policy: A, previous: null });
    expect(book.refusal(withdrawn())).toBe('policy_not_found null');
  });

  it('that is revoked is gone from the default, from rollouts, experiments and what a rollback goes back to', () => {
    const book = start();
    book.all(deploy(B), deploy(C), ramp(B, 0.5));
    expect(book.all({ kind: 'revoke', policy: B })).toMatchObject({ policy: C, previous: A, experiments: [], revoked: [B] });
    expect(book.all({ kind: 'revoke', policy: C })).toMatchObject({ policy: A, previous: null, revoked: [B, C] });
    expect(book.refusal({ kind: 'revoke', policy: A })).toBe('policy_not_found null');
    const fresh = start();
    fresh.apply(begin());
    expect(fresh.all({ kind: 'revoke', policy: B })).toMatchObject({ experiments: [], policy: A });
  });
});

describe('a rollout', () => {
  it('begins, rises, and is everybody’s at 1', () => {
    const book = start();
    expect(book.all(ramp(B, 0.01)).experiments).toMatchObject([{ key: `rollout-${B.slice(0, 12)}`, kind: 'rollout', coverage: 0.01 }]);
    expect(book.all(ramp(B, 0.05), ramp(B, 0.2), ramp(B, 0.5)).experiments).toMatchObject([{ coverage: 0.5 }]);
    expect(book.refusal(ramp(B, 0.2))).toBe('invalid_request change.coverage');
    expect(book.refusal(ramp(B, 0))).toBe('invalid_request change.coverage');
    expect(book.all(ramp(B, 1))).toMatchObject({ policy: B, previous: A, experiments: [] });
  });

  it('is what a rollback ends, and the default stays', () => {
    const book = start();
    expect(book.all(deploy(B), ramp(C, 0.3), withdrawn())).toMatchObject({ policy: B, previous: A, experiments: [] });
    // Once more it deals the units anew.
    expect(book.all(ramp(C, 0.1)).experiments).toMatchObject([{ key: `rollout-${C.slice(0, 12)}-2`, seed: `rollout-${C.slice(0, 12)}-2` }]);
  });

  it('is the only one, and nothing is deployed past it', () => {
    const book = start();
    book.apply(ramp(B, 0.1));
    for (const change of [ramp(C, 0.1), deploy(C)]) expect(book.refusal(change)).toBe('invalid_request change.policy');
    expect(book.refusal(begin())).toBe('invalid_request change.experiment');
    expect(book.all(deploy(B))).toMatchObject({ policy: B, experiments: [] });
  });

  it('that is paused moves nobody until it is resumed', () => {
    const book = start();
    const { key } = book.all(ramp(B, 0.1)).experiments[0]!;
    book.apply({ kind: 'pause_experiment', key });
    for (const coverage of [0.2, 1]) expect(book.refusal(ramp(B, coverage))).toBe('invalid_request change.policy');
    expect(book.all({ kind: 'resume_experiment', key }, ramp(B, 0.2)).experiments).toMatchObject([{ coverage: 0.2, status: 'running' }]);
  });
});

describe('an experiment', () => {
  it('runs with equal weights and its key as its seed, unless it says otherwise', () => {
    expect(start().all(begin()).experiments).toEqual([
      { key: 'sure', kind: 'experiment', status: 'running', seed: 'sure', coverage: 0.2, variants: [{ name: 'a', policy: A, weight: 0.5 }, { name: 'b', policy: B, weight: 0.5 }], startedAt: 1000 },
    ]);
  });

  const faults: readonly (readonly [string, Partial<Experiment>])[] = [
    ['variants.1.policy', { variants: [{ name: 'a', policy: A }, { name: 'b', policy: 'policies/b.yaml' }] }],
    ['variants.1.name', { variants: [{ name: 'a', policy: A }, { name: 'a', policy: B }] }],
    ['variants', { variants: [{ name: 'a', policy: A, weight: 0.5 }, { name: 'b', policy: B }] }],
    ['variants', { variants: [{ name: 'a', policy: A, weight: 0.5 }, { name: 'b', policy: B, weight: 0.6 }] }],
    ['primary', { primary: 'happiness' }],
    ['guardrails.0.metric', { guardrails: [{ metric: 'happiness', margin: 1 }] }],
    ['metrics.0.name', { metrics: [{ name: 'latency', unit: 'ms', direction: 'lower', range: [0, 1], windowHours: 1 }] }],
    ['namespace', { namespace: { name: 'main', from: 0.5, to: 0.5 } }],
    ['key', { key: 'rollout-x' }],
  ];
  it.for(faults)('with a fault at %s is refused', ([path, fields]) => {
    expect(start().refusal(begin(fields))).toBe(`experiment_invalid change.experiment.${path}`);
  });

  it('that could share units with another is refused; slices of one namespace can’t', () => {
    const book = start();
    book.apply(begin({ namespace: { name: 'main', from: 0, to: 0.5 } }));
    for (const namespace of [undefined, { name: 'other', from: 0.5, to: 1 }, { name: 'main', from: 0.4, to: 1 }]) {
      expect(book.refusal(begin({ key: 'second', namespace }))).toBe('invalid_request change.experiment.namespace');
    }
    expect(book.all(begin({ key: 'second', namespace: { name: 'main', from: 0.5, to: 1 } })).experiments).toHaveLength(2);
  });

  it('that has ended leaves its key and its seed behind', () => {
    const book = start();
    book.all(begin(), { kind: 'stop_experiment', key: 'sure' });
    expect(book.refusal(begin())).toBe('invalid_request change.experiment.key');
    expect(book.refusal(begin({ key: 'next', seed: 'sure' }))).toBe('invalid_request change.experiment.seed');
    expect(book.refusal(begin({ key: 'next' }))).toBe('taken');
  });

  it('may take more units, never fewer, and none while it is paused', () => {
    const book = start();
    book.all(begin(), { kind: 'ramp_experiment', key: 'sure', coverage: 0.5 });
    expect(book.refusal({ kind: 'ramp_experiment', key: 'sure', coverage: 0.4 })).toBe('invalid_request change.coverage');
    book.apply({ kind: 'pause_experiment', key: 'sure' });
    expect(book.refusal({ kind: 'ramp_experiment', key: 'sure', coverage: 0.6 })).toBe('invalid_request change.key');
    expect(book.refusal({ kind: 'ramp_experiment', key: 'sur', coverage: 0.6 })).toBe('experiment_not_found change.key');
  });

  it('ships the variant that is named', () => {
    const book = start();
    book.apply(begin());
    expect(book.refusal({ kind: 'stop_experiment', key: 'sure', ship: 'c' })).toBe('invalid_request change.ship');
    expect(book.all({ kind: 'stop_experiment', key: 'sure', ship: 'b' })).toMatchObject({ policy: B, previous: A, experiments: [] });
  });

  it('keeps its units while a rollout takes of the others, and takes none of its', () => {
    const book = start();
    book.all(begin(), ramp(C, 0.5));
    expect(book.refusal({ kind: 'ramp_experiment', key: 'sure', coverage: 0.6 })).toBe('invalid_request change.coverage');
    expect(book.state.deployment.experiments.map(({ kind }) => kind)).toEqual(['experiment', 'rollout']);
  });
});

describe('while it is frozen', () => {
  it('only what makes it safer passes', () => {
    const book = start();
    book.all(deploy(B), begin({ variants: [{ name: 'a', policy: B }, { name: 'b', policy: C }] }), { kind: 'freeze' });
    const refused: DeploymentChange[] = [deploy(D), ramp(D, 0.1), { kind: 'revoke', policy: C }, { kind: 'resume_experiment', key: 'sure' }, { kind: 'ramp_experiment', key: 'sure', coverage: 0.9 }, { kind: 'stop_experiment', key: 'sure' }, { kind: 'expire', notAfter: 9e12 }];
    for (const change of refused) expect(book.refusal(change)).toBe('deployment_frozen null');
    expect(book.all({ kind: 'pause_experiment', key: 'sure' }, withdrawn(C), withdrawn())).toMatchObject({ policy: A, experiments: [], isFrozen: true });
    expect(book.all({ kind: 'unfreeze' }, deploy(D))).toMatchObject({ policy: D, isFrozen: false });
  });
});

describe('an end', () => {
  it('lies ahead, and is that of one default policy', () => {
    const book = start();
    expect(book.refusal({ kind: 'expire', notAfter: 1 })).toBe('invalid_request change.notAfter');
    expect(book.all({ kind: 'expire', notAfter: 9e12 }).notAfter).toBe(9e12);
    expect(book.all(deploy(B)).notAfter).toBeNull();
  });
});

describe('whatever is ramped, in whatever steps', () => {
  it('nobody who had a variant or the new policy is given another', () => {
    const steps = fc.uniqueArray(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 2, maxLength: 6 }).map((shares) => shares.toSorted((one, other) => one - other));
    fc.assert(
      fc.property(steps, steps, fc.array(fc.string({ minLength: 1, maxLength: 12 }), { minLength: 20, maxLength: 20 }), (experimentSteps, rolloutSteps, units) => {
        const book = start();
        book.apply(begin({ coverage: experimentSteps[0]! }));
        const changes: DeploymentChange[] = [
          ...experimentSteps.slice(1).map((coverage) => ({ kind: 'ramp_experiment', key: 'sure', coverage }) as const),
          ...rolloutSteps.map((coverage) => ramp(C, coverage)),
        ];
        for (const change of changes) {
          const before = units.map((unit) => assignUnit(book.state.deployment, unit));
          const { deployment } = book.apply(change);
          const isMoved = (unit: string, index: number) => before[index]!.assignment !== undefined && assignUnit(deployment, unit).policy !== before[index]!.policy;
          expect(units.filter(isMoved)).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('the number rises by one with each change, and times never go back', () => {
    const change = fc.oneof(
      fc.constantFrom(A, B, C, D).map(deploy),
      fc.tuple(fc.constantFrom(B, C, D), fc.constantFrom(0.1, 0.5, 1)).map(([policy, coverage]) => ramp(policy, coverage)),
      fc.constantFrom<DeploymentChange>(withdrawn(), withdrawn(B), { kind: 'revoke', policy: D }, { kind: 'freeze' }, { kind: 'unfreeze' }, begin({ key: 'k' }), { kind: 'stop_experiment', key: 'k', ship: 'b' }),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
        const book = start();
        for (const each of changes) {
          const before = book.state;
          book.refusal(each);
          const { deployment, earlier } = book.state;
          expect(deployment.sequence).toBe(before.deployment.sequence + (book.state === before ? 0 : 1));
          expect(deployment.deployedAt).toBeGreaterThanOrEqual(before.deployment.deployedAt);
          const named = [deployment.policy, ...earlier, ...deployment.experiments.flatMap(({ variants }) => variants.map(({ policy }) => policy))];
          expect(named.filter((policy) => deployment.revoked.includes(policy))).toEqual([]);
          expect(earlier).not.toContain(deployment.policy);
          expect(deployment.previous).toBe(earlier[0] ?? null);
        }
      }),
      { numRuns: 200 },
    );
  });
});
