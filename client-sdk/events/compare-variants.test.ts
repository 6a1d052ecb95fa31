import { describe, expect, it } from 'vitest';
import { rateFromPrior } from '../../src/budget/rate-model.ts';
import { assignUnit } from '../../src/experiment/assign-unit.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { describeQuery } from '../../src/query/describe-query.ts';
import { replayAccept, replayStart } from '../../src/replay/replay-decision.ts';
import { comparing, deployed, policyNamed } from '../../test/support/deployed.ts';
import type { PolicyInForce } from '../edge/policy-source.ts';
import { compareVariants } from './compare-variants.ts';

const description = describeQuery({ messages: [{ role: 'user', content: 'What is the capital of France?' }], context: [] });
const device = { status: 'ready' as const, model: 'phi-3-nano', prefillRate: rateFromPrior(5000, 1.1), decodeRate: rateFromPrior(500, 1.1), isOnline: true };
const steady = policyNamed('steady');
const { accept, start, watch } = steady;

/** Compares what `own` does with an answer of this confidence against the other policies of an experiment. */
function compared(own: Policy, others: readonly Policy[], { confidence = 0.9, kind = 'experiment' as const, weights }: { confidence?: number; kind?: 'experiment' | 'rollout'; weights?: readonly number[] } = {}) {
  const all = [own, ...others];
  const experiment = comparing(kind === 'rollout' ? [own] : all, { kind });
  const { deployment, policies } = deployed(1, [...others, own], { experiments: [{ ...experiment, variants: experiment.variants.map((variant, index) => ({ ...variant, weight: weights?.[index] ?? variant.weight })) }] });
  const { assignment } = assignUnit(deployment, 'unit', { sure: own.name });
  const inForce: PolicyInForce = { policy: own, hostedModelIds: [], origin: 'router', deployment, policies, assignment };
  const startInput = { description, mode: 'prefer_on_device' as const, privacy: 'any' as const, canRedact: false, budget: {}, device, hostedModelIds: own.hosted.models.map(({ id }) => id) };
  const acceptInput = { description, confidence: { value: confidence, isCalibrated: false }, tokens: 3, isComplete: true, escalationBlockedBy: null, remainingMs: null, hostedTotalMs: null, hostedQuality: null, expectedGain: null };
  return compareVariants(inForce, {
    start: { stage: 'start', input: startInput, output: replayStart(startInput, own) },
    accept: { input: acceptInput, output: replayAccept(acceptInput, own) },
  });
}

describe('a query of an experiment', () => {
  const strict = policyNamed('strict', { accept: { ...accept, minimumConfidence: 0.95 } });
  const upward = policyNamed('upward', { start: { ...start, rules: [{ name: 'up', when: {}, route: 'hosted' }] } });

  it('is not divergent where every variant does the same with it', () => {
    expect(compared(steady, [strict], { confidence: 0.99 })).toEqual({ isDivergent: false, startShare: 1, acceptShare: 1 });
  });

  it('is divergent where another variant judges the answer otherwise, with the share of those that agree', () => {
    expect(compared(steady, [strict], { confidence: 0.9 })).toEqual({ isDivergent: true, startShare: 1, acceptShare: 0.5 });
  });

  it('is divergent where another variant starts it elsewhere, by the weights', () => {
    expect(compared(steady, [upward, strict], { confidence: 0.99, weights: [0.5, 0.3, 0.2] })).toMatchObject({ isDivergent: true, startShare: 0.7 });
  });

  it('is divergent, for both variants alike, where only what happens in between differs', () => {
    const watchful = policyNamed('watchful', { watch: { ...watch, escalateBelow: 0.5 } });
    expect(compared(steady, [watchful], { confidence: 0.99 }).isDivergent).toBe(true);
    expect(compared(watchful, [steady], { confidence: 0.99 }).isDivergent).toBe(true);
  });

  it('is divergent where what is promised differs: the watch follows it', () => {
    const promising = policyNamed('promising', { accept: { ...accept, promise: { wrongKept: 0.05 } } });
    expect(compared(steady, [promising], { confidence: 0.99 }).isDivergent).toBe(true);
  });

  it('is compared with the default policy where it is a rollout', () => {
    expect(compared(strict, [steady], { confidence: 0.9, kind: 'rollout' })).toEqual({ isDivergent: true, startShare: 1, acceptShare: 1 });
    expect(compared(strict, [steady], { confidence: 0.99, kind: 'rollout' }).isDivergent).toBe(false);
  });
});
