import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadDefaultPolicy } from '../policy/load-default-policy.ts';
import type { HostedModel, Policy } from '../policy/policy.ts';
import { describeQuery } from '../query/describe-query.ts';
import { chooseHosted, type ChooseHostedInput } from './choose-hosted.ts';
import { availabilityOf, type ObservedModel } from './observed-model.ts';

const builtIn = loadDefaultPolicy();
const [small, large] = builtIn.hosted.models.slice(2) as [HostedModel, HostedModel];
const hard = describeQuery({ messages: [{ role: 'user', content: 'Prove that there are infinitely many primes.' }], context: [] });
const asked: ChooseHostedInput = {
  policy: builtIn, description: hard, requestedModel: 'auto', clientReason: 'low_confidence', budget: {}, elapsedMs: 0, maxTokens: 1000, maxInputTokens: 0, callable: [small, large],
};
const choose = (input: Partial<ChooseHostedInput> = {}) => {
  const { ranked, reason } = chooseHosted({ ...asked, ...input });
  return [ranked[0]?.model.id, reason];
};
const worth = (fields: Partial<NonNullable<Policy['worth']>>): Policy => ({ ...builtIn, worth: { rightAnswerMicroUsd: 200_000, secondMicroUsd: 0, ...fields } });
const seen = (fields: Partial<ObservedModel>): ObservedModel => ({ answered: 0, failed: 0, ...fields });

describe('the hosted choice', () => {
  it('takes the model whose answer is worth most less its price, and says so where that is not the strongest', () => {
    expect(choose()).toEqual([large.id, 'strongest_affordable']);
    expect(choose({ policy: worth({ rightAnswerMicroUsd: 5000 }) })).toEqual([small.id, 'best_value']);
  });

  it('asks for no more than is adequate where the query is easy', () => {
    const easy = describeQuery({ messages: [{ role: 'user', content: 'Classify: good or bad?' }], context: [] });
    expect(choose({ description: easy, clientReason: 'device_not_ready' })).toEqual([small.id, 'smallest_adequate']);
    expect(choose({ description: easy, clientReason: 'device_not_ready', policy: { ...builtIn, hosted: { ...builtIn.hosted, adequateQuality: 0.95 } } })[0]).toBe(large.id);
  });

  it('lets quality alone decide where nothing is said of worth', () => {
    const { worth: _worth, ...priceless } = builtIn;
    const dear = { ...large, outputMicroUsdPerToken: 1e6 };
    expect(choose({ policy: priceless, callable: [small, dear], budget: { costMicroUsd: Infinity } })).toEqual(['openai/gpt-4o-mini', 'strongest_affordable']);
    const unlimited = { ...priceless, budget: {} };
    expect(choose({ policy: unlimited, callable: [small, dear] })).toEqual([large.id, 'strongest_affordable']);
    expect(choose({ policy: { ...unlimited, worth: builtIn.worth }, callable: [small, dear] })).toEqual([small.id, 'best_value']);
  });

  it('asks nobody first who is not sure enough to be in time, however good', () => {
    const slow = { ...large, firstTokenMs: 4000 };
    expect(choose({ callable: [small, slow], budget: { firstTokenMs: 5000 } })).toEqual([small.id, 'strongest_affordable']);
    // Usually in 4 s, and within 9.1 s nineteen times of twenty.
    expect(choose({ callable: [small, slow], budget: { firstTokenMs: 10_000 } })[0]).toBe(slow.id);
    const bold = { ...builtIn, hosted: { ...builtIn.hosted, onTime: 0.5 } };
    expect(choose({ policy: bold, callable: [small, slow], budget: { firstTokenMs: 5000 } })[0]).toBe(slow.id);
  });

  it('asks the quickest where nobody is sure to be in time, and says that it was time that chose', () => {
    expect(choose({ budget: { totalMs: 1000 } })).toEqual([small.id, 'faster_hosted']);
    expect(choose({ budget: { firstTokenMs: 1 }, callable: [large] })).toEqual([large.id, 'faster_hosted']);
    expect(choose({ budget: { totalMs: 1000 }, requestedModel: large.id })).toEqual([large.id, 'model_requested']);
  });

  it('takes nobody for late whose time is exactly what is left, however that was reckoned', () => {
    const [{ onTimeTotalMs }] = chooseHosted({ ...asked, callable: [large] }).ranked as unknown as readonly [{ readonly onTimeTotalMs: number }];
    for (let elapsedMs = 0.1; elapsedMs < 3; elapsedMs += 0.1) expect(choose({ callable: [large], elapsedMs, budget: { totalMs: onTimeTotalMs + elapsedMs } })[1]).toBe('strongest_affordable');
  });

  it('leaves a model that was seen to be slow, to fail, or to be wrong', () => {
    const late = seen({ firstToken: { p50: 3000, p75: 4000, p90: 5000, p95: 6000, p99: 9000 }, answered: 50 });
    expect(choose({ budget: { firstTokenMs: 3000 }, observed: { [large.id]: late } })[0]).toBe(small.id);
    expect(choose({ observed: { [large.id]: seen({ failed: 30 }) } })[0]).toBe(small.id);
    expect(choose({ observed: { [large.id]: seen({ judged: { right: 20, wrong: 30 } }) } })[0]).toBe(small.id);
    expect(choose({ observed: { [large.id]: seen({ judged: { right: 1, wrong: 1 } }) } })[0]).toBe(large.id);
  });

  it('stays with a conversation’s model unless another is worth the change', () => {
    const policy = worth({ rightAnswerMicroUsd: 150_000, modelSwitchMicroUsd: 50_000 });
    expect(choose({ policy })[0]).toBe(large.id);
    expect(choose({ policy, previousModel: small.id })[0]).toBe(small.id);
    expect(choose({ policy, previousModel: 'someone/else' })[0]).toBe(large.id);
  });
});

describe('whatever the figures', () => {
  const figures = fc.record({
    value: fc.integer({ min: 1, max: 1_000_000 }),
    second: fc.integer({ min: 0, max: 20_000 }),
    prices: fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 3, maxLength: 3 }),
    qualities: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }),
    times: fc.array(fc.integer({ min: 50, max: 20_000 }), { minLength: 3, maxLength: 3 }),
    more: fc.integer({ min: 0, max: 100_000 }),
    totalMs: fc.option(fc.integer({ min: 0, max: 40_000 }), { nil: undefined }),
    reason: fc.constantFrom('low_confidence' as const, 'device_not_ready' as const),
  });
  type Figures = typeof figures extends fc.Arbitrary<infer Value> ? Value : never;
  const ladder = ({ prices, qualities, times }: Figures, change: (model: HostedModel, index: number) => HostedModel = (model) => model) =>
    prices.map((price, index) => change({ id: `a/${index}`, inputMicroUsdPerToken: 0, outputMicroUsdPerToken: price / 100, firstTokenMs: times[index]!, tokensPerSecond: 50, quality: { overall: qualities[index]! } }, index));
  const best = (figure: Figures, { models = ladder(figure), value = figure.value, second = figure.second } = {}) =>
    chooseHosted({ ...asked, policy: { ...worth({ rightAnswerMicroUsd: value, secondMicroUsd: second }), budget: {} }, budget: { totalMs: figure.totalMs }, clientReason: figure.reason, callable: models }).ranked[0]!;

  it('a model that becomes dearer is never chosen for it', () => {
    fc.assert(
      fc.property(figures, fc.integer({ min: 0, max: 2 }), (figure, which) => {
        const dearer = ladder(figure, (model, index) => (index === which ? { ...model, outputMicroUsdPerToken: model.outputMicroUsdPerToken + figure.more / 100 } : model));
        const [before, after] = [best(figure).model.id, best(figure, { models: dearer }).model.id];
        expect(after === `a/${which}` && before !== after).toBe(false);
      }),
    );
  });

  it('a higher value never chooses a worse model, a dearer second never a slower one', () => {
    fc.assert(
      fc.property(figures, (figure) => {
        const counted = ({ expectedQuality = 0 }: ReturnType<typeof best>) => (figure.reason === 'low_confidence' ? expectedQuality : Math.min(expectedQuality, builtIn.hosted.adequateQuality));
        expect(counted(best(figure, { value: figure.value + figure.more }))).toBeGreaterThanOrEqual(counted(best(figure)) - 1e-9);
        expect(best(figure, { second: figure.second + figure.more }).expectedTotalMs).toBeLessThanOrEqual(best(figure).expectedTotalMs + 1e-6);
      }),
    );
  });

  it('who is more often seen to answer is never trusted less', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 500 }), (answered, failed) => {
        expect(availabilityOf(seen({ answered: answered + 1, failed }))).toBeGreaterThanOrEqual(availabilityOf(seen({ answered, failed })));
        expect(availabilityOf(seen({ answered, failed: failed + 1 }))).toBeLessThan(availabilityOf(seen({ answered, failed })));
      }),
    );
  });
});
