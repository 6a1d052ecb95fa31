import { expect, test } from 'vitest';
import { findDeviceModel } from '../../src/catalog/device-models.ts';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import { threadLimits } from './thread-limits.ts';

const policy = loadDefaultPolicy();
const reading = (maximumContextTokens: number) => ({ ...policy, device: { ...policy.device, maximumContextTokens } });

test('the small model takes one earlier turn, in half of what it reads', () => {
  expect(threadLimits(findDeviceModel('phi-3-nano'), reading(4096))).toEqual({ turns: 1, promptTokens: 512 });
});

test('a larger model takes eight, in half of what the policy lets it read', () => {
  expect(threadLimits(findDeviceModel('phi-3-mini-4k'), reading(2000))).toEqual({ turns: 8, promptTokens: 1000 });
});

test('the policy can’t make a model read more than it does', () => {
  expect(threadLimits(findDeviceModel('phi-3-mini-4k'), reading(100_000)).promptTokens).toBe(2048);
});

test('before there is a policy the model alone decides', () => {
  expect(threadLimits(findDeviceModel('phi-3-mini-4k'), undefined).promptTokens).toBe(2048);
});
