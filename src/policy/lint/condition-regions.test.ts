import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGE_TIERS, TASKS } from '../../query/query-description.ts';
import type { Condition } from '../condition.ts';
import { matchesCondition } from '../matches-condition.ts';
import { canHold, isCoveredBy } from './condition-regions.ts';

// Few values, so that conditions and facts meet often.
const count = fc.integer({ min: 0, max: 4 });
const share = fc.constantFrom(0, 0.25, 0.5, 0.75, 1);
const equalities = <Value>(value: fc.Arbitrary<Value>) => ({ $eq: value, $ne: value, $in: fc.array(value, { maxLength: 3 }), $nin: fc.array(value, { maxLength: 3 }) });
const numberTest = (value: fc.Arbitrary<number>) =>
  fc.oneof(value, fc.record({ ...equalities(value), $gt: value, $gte: value, $lt: value, $lte: value }, { requiredKeys: [] }));
const wordTest = (value: fc.Arbitrary<string>) => fc.oneof(value, fc.record(equalities(value), { requiredKeys: [] }));
const fields = {
  turns: numberTest(count),
  task: wordTest(fc.constantFrom(...TASKS.slice(0, 3))),
  languageTier: wordTest(fc.constantFrom(...LANGUAGE_TIERS)),
  language: wordTest(fc.constantFrom('en', 'de')),
  hasCode: fc.boolean(),
  batteryLevel: numberTest(share),
};
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.record({ ...fields, $or: fc.array(tie('condition'), { maxLength: 2 }), $and: fc.array(tie('condition'), { maxLength: 2 }) }, { requiredKeys: [] }) as fc.Arbitrary<Condition>,
}));
const facts = fc.record({
  turns: fc.oneof(count, fc.double({ min: 0, max: 5, noNaN: true })),
  task: fc.constantFrom(...TASKS.slice(0, 4)),
  languageTier: fc.constantFrom(...LANGUAGE_TIERS),
  language: fc.constantFrom('en', 'de', 'fr'),
  hasCode: fc.boolean(),
  batteryLevel: fc.option(share, { nil: undefined }),
});

describe('what is claimed of a condition', () => {
  it('holds for all facts: one that cannot hold never does, one that is covered never holds alone', () => {
    let impossible = 0;
    let covered = 0;
    fc.assert(
      fc.property(condition, fc.array(condition, { minLength: 1, maxLength: 3 }), fc.array(facts, { minLength: 20, maxLength: 20 }), (one, others, samples) => {
        const isImpossible = !canHold(one);
        const isCovered = isCoveredBy(one, others);
        impossible += Number(isImpossible);
        covered += Number(isCovered);
        const passing = samples.filter((sample) => matchesCondition(one, sample));
        const passingAlone = passing.filter((sample) => !others.some((other) => matchesCondition(other, sample)));
        expect(isImpossible && passing.length > 0).toBe(false);
        expect(isCovered && passingAlone.length > 0).toBe(false);
      }),
      { numRuns: 1000 },
    );
    // The claims were made, and so were tested.
    expect(impossible).toBeGreaterThan(20);
    expect(covered).toBeGreaterThan(50);
  });

  it('is found where a person would see it', () => {
    expect(canHold({ turns: { $gt: 3, $lt: 2 } })).toBe(false);
    expect(canHold({ task: 'proof', $and: [{ task: { $ne: 'proof' } }] })).toBe(false);
    expect(canHold({ $or: [] })).toBe(false);
    expect(canHold({ task: { $nin: [...TASKS] } })).toBe(false);
    expect(isCoveredBy({ knowledgeDemand: { $gte: 0.9 } }, [{ knowledgeDemand: { $gte: 0.75 } }])).toBe(true);
    expect(isCoveredBy({ knowledgeDemand: { $gte: 0.7 } }, [{ knowledgeDemand: { $gte: 0.75 } }])).toBe(false);
    // Two together, neither alone.
    expect(isCoveredBy({ turns: { $gte: 2 } }, [{ turns: { $lte: 4 } }, { turns: { $gt: 4 } }])).toBe(true);
    expect(isCoveredBy({ turns: 3 }, [{ hasCode: true }, { hasCode: false }])).toBe(true);
    // A battery that isn't told matches neither.
    expect(isCoveredBy({ turns: 3 }, [{ batteryLevel: { $lt: 0.5 } }, { batteryLevel: { $gte: 0.5 } }])).toBe(false);
  });
});
