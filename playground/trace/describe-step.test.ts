import { expect, test } from 'vitest';
import { describeStep } from './describe-step.ts';

const inWords = (step: string, detail: Record<string, unknown>) => describeStep({ atMs: 1, step, detail });

test('a fallback at the edge names both models, the calls it took and the reason', () => {
  const { title, sentence } = inWords('hosted_opened', { routedModel: 'a/one', servedModel: 'b/two', reason: 'fallback', attempts: 3 });
  expect(title).toBe('Another hosted model answers');
  expect(sentence).toBe('a/one failed; b/two took its place. 3 calls to hosted models. The hosted model chosen first failed; the next one answered.');
});

test('a router that doesn’t know yet which model serves is told by the one it chose', () => {
  const { title, sentence } = inWords('hosted_opened', { routedModel: 'a/one', servedModel: undefined });
  expect([title, sentence.trim()]).toEqual(['The router chose a model', 'a/one.']);
});

test('a safety rule is named, with what it looked at and what came of it', () => {
  const refused = inWords('safety', { on: 'input', rule: 'self-harm', action: 'refuse', blockedBy: 'offline' });
  expect(refused).toEqual({
    title: 'Refused by a safety rule',
    sentence: 'Rule self-harm, looking at the question. The device is offline.',
    where: 'fault',
  });
  expect(inWords('safety', { on: 'output', rule: 'dosage', action: 'hand_up' }).title).toBe('Handed up by a safety rule');
});

test('trimmed turns and the part of the prompt that wasn’t read again are counted, unverified weights named', () => {
  const trimmed = inWords('trimmed', { rule: 'drop-oldest-turns', droppedMessages: 4, promptTokens: 700 });
  expect(`${trimmed.title}. ${trimmed.sentence}`).toContain('4 messages. By the rule drop-oldest-turns');
  expect(inWords('device_answered', { tokens: 9, cachedPromptTokens: 31 }).sentence).toContain('31 tokens of the prompt were still known');
  expect(inWords('device_answered', { tokens: 9, weights: 'unverified' }).sentence).toBe('9 tokens. Its weights were held against no hash.');
  expect(inWords('device_answered', { tokens: 9, cachedPromptTokens: 0, weights: 'verified' }).sentence).toBe('9 tokens.');
});

test('a device that broke says what becomes of it', () => {
  expect(inWords('device_failed', { message: 'Lost.', device: 'reloading' }).sentence).toBe('Lost. It is being started again.');
});
