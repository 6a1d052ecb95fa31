import { expect, it } from 'vitest';
import { matchesCondition } from './matches-condition.ts';

const facts = { task: 'proof', promptTokens: 40, hasCode: false, batteryLevel: undefined };

it('needs every named test to hold', () => {
  expect(matchesCondition({ task: 'proof', promptTokens: { $gte: 40, $lt: 41 } }, facts)).toBe(true);
  expect(matchesCondition({ task: 'proof', promptTokens: { $gt: 40 } }, facts)).toBe(false);
  expect(matchesCondition({}, facts)).toBe(true);
});

it('tests membership and inequality', () => {
  expect(matchesCondition({ task: { $in: ['proof', 'creative'] } }, facts)).toBe(true);
  expect(matchesCondition({ task: { $nin: ['proof'] } }, facts)).toBe(false);
  expect(matchesCondition({ task: { $ne: 'code' }, hasCode: false }, facts)).toBe(true);
  expect(matchesCondition({ promptTokens: { $eq: 41 } }, facts)).toBe(false);
  expect(matchesCondition({ promptTokens: { $lte: 39 } }, facts)).toBe(false);
});

it('joins conditions', () => {
  expect(matchesCondition({ $or: [{ task: 'code' }, { promptTokens: 40 }] }, facts)).toBe(true);
  expect(matchesCondition({ $and: [{ task: 'proof' }, { $or: [] }] }, facts)).toBe(false);
});

it('never matches what is unknown', () => {
  expect(matchesCondition({ batteryLevel: { $lt: 1 } }, facts)).toBe(false);
  expect(matchesCondition({ batteryLevel: { $ne: 0.5 } }, facts)).toBe(false);
});
