import { expect, test } from 'vitest';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import { policyLimits } from './policy-limits.ts';

test('the default policy says what it waits for, how often it asks again and when it unloads', () => {
  const words = new Map(policyLimits(loadDefaultPolicy()).map((limit) => [limit.label, limit.words]));
  expect(words.get('A silent device is left')).toBe('after 30 s without a word, 10 s between two');
  expect(words.get('The same hosted model again')).toBe('up to 2 times, if it asks to wait 5 s at most');
  expect(words.get('Conversations too long for the device')).toBe('lose their oldest turns');
  expect(words.get('Unloaded without questions')).toBe('after 10 min');
});

test('a policy without these fields lists none of them', () => {
  const { device, hosted, ...rest } = loadDefaultPolicy();
  const bare = {
    ...rest,
    safety: undefined,
    device: { maximumContextTokens: device.maximumContextTokens, maximumOutputTokens: device.maximumOutputTokens },
    hosted: { maximumOutputTokens: hosted.maximumOutputTokens, adequateQuality: hosted.adequateQuality, models: hosted.models },
  };
  expect(policyLimits(bare)).toEqual([]);
});
