import { expect, it } from 'vitest';
import { loadDefaultPolicy } from '../policy/load-default-policy.ts';
import { describeQuery } from '../query/describe-query.ts';
import { rankHosted, type RankHostedInput } from './rank-hosted.ts';

const policy = loadDefaultPolicy();
const ids = (input: Partial<RankHostedInput>) =>
  rankHosted({
    policy,
    description: describeQuery({ messages: [{ role: 'user', content: 'Classify: good or bad?' }], context: [] }),
    budget: {},
    maxTokens: 100,
    hostedModels: policy.hosted.models.filter((model) => model.id.startsWith('reference/')),
    demand: 'adequate',
    ...input,
  }).map((ranked) => ranked.model.id);

it('prefers the smallest adequate model for an easy query and the strongest for a hard one', () => {
  expect(ids({})).toEqual(['reference/small', 'reference/large']);
  expect(ids({ demand: 'strongest' })).toEqual(['reference/large', 'reference/small']);
});

it('leaves out what the money could not pay in the worst case', () => {
  // 100 tokens of the large model cost 1,000 micro-dollars, of the small one 60.
  expect(ids({ demand: 'strongest', budget: { costMicroUsd: 500 } })).toEqual(['reference/small']);
  expect(ids({ budget: { costMicroUsd: 0 } })).toEqual([]);
});

it('puts what is in time before what is late', () => {
  expect(ids({ demand: 'strongest', budget: { firstTokenMs: 500 } })).toEqual(['reference/small', 'reference/large']);
});

it('does not take unknown quality for zero', () => {
  const [small, large] = policy.hosted.models as [typeof policy.hosted.models[0], typeof policy.hosted.models[0]];
  const unknown = { ...large, id: 'other/unknown', quality: undefined };
  expect(ids({ demand: 'strongest', hostedModels: [{ ...small, quality: { overall: 0.3 } }, unknown] })[0]).toBe('other/unknown');
});
