import { expect, it } from 'vitest';
import { explainMismatch } from './explain-condition.ts';

it('names the tests that fail, and what was found instead', () => {
  const facts = { task: 'summary', turns: 3, batteryLevel: undefined, knowledgeDemand: 0.12345 };
  expect(explainMismatch({ task: 'proof', turns: { $gte: 2 } }, facts)).toEqual(['task is summary, not proof']);
  expect(explainMismatch({ knowledgeDemand: { $gte: 0.75 } }, facts)).toEqual(['knowledgeDemand is 0.123, not at least 0.75']);
  expect(explainMismatch({ batteryLevel: { $lt: 0.2 } }, facts)).toEqual(['batteryLevel is unknown, not below 0.2']);
  expect(explainMismatch({ task: { $in: ['proof', 'code'] } }, facts)).toEqual(['task is summary, not one of proof, code']);
  expect(explainMismatch({ task: { $eq: 'code' } }, facts)).toEqual(['task is summary, not code']);
  expect(explainMismatch({ $or: [{ turns: 1 }, { task: 'proof' }] }, facts)).toEqual(['none of these holds: turns is 3, not 1; task is summary, not proof']);
  expect(explainMismatch({ $and: [{ turns: 3 }, { turns: { $gt: 5 } }] }, facts)).toEqual(['turns is 3, not above 5']);
  expect(explainMismatch({ task: 'summary' }, facts)).toEqual([]);
});
