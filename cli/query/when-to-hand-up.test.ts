import { expect, it } from 'vitest';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import { describeQuery } from '../../src/query/describe-query.ts';
import { rankHosted } from '../../src/route/rank-hosted.ts';
import { handUpTimes } from './when-to-hand-up.ts';

const policy = loadDefaultPolicy();
const description = describeQuery({ messages: [{ role: 'user', content: 'Who was the third mayor of Kyritz?' }], context: [] });
const hostedModels = policy.hosted.models.slice(2);
const timesWithin = (totalMs: number | undefined, prices = 1) => {
  const ranked = rankHosted({ policy, description, budget: {}, maxTokens: 200, hostedModels, demand: 'strongest' });
  return handUpTimes({ budget: { totalMs }, policy }, ranked.map((each) => ({ ...each, expectedCostMicroUsd: each.expectedCostMicroUsd * prices })));
};

it('tells until when handing up helps: the deadline less what a hosted model nearly always needs', () => {
  expect(timesWithin(undefined)).toBeUndefined();
  // 60 tokens at 90 a second after 600 ms, and 1.37 s within nineteen times of twenty: 2.1 s.
  expect(timesWithin(5000)!.latestHandUpMs).toBeCloseTo(2900, -2);
  expect(timesWithin(1000)!.latestHandUpMs).toBeLessThan(0);
});

it('tells whether a second model would be worth its price while the first is silent', () => {
  expect(timesWithin(3000)!.hedge).toMatchObject({ model: 'openai/gpt-4o-mini', isWorthIt: true });
  expect(timesWithin(3000, 10_000)!.hedge?.isWorthIt).toBe(false);
  expect(timesWithin(60_000, 10_000)!.hedge?.isWorthIt).toBe(false);
});
