import { expect, test } from 'vitest';
import { describeDetours } from './describe-detours.ts';

const step = (name: string, detail: Record<string, unknown>) => ({ atMs: 1, step: name, detail });

test('a fallback at the edge names the model that failed and the one that answered', () => {
  const opened = step('hosted_opened', { routedModel: 'a/one', servedModel: 'b/two', reason: 'fallback' });
  expect(describeDetours([opened])).toEqual(['a/one was chosen first and failed; b/two took its place.']);
});

test('a model that answers as it was chosen, or isn’t known yet, is no detour', () => {
  const asChosen = step('hosted_opened', { routedModel: 'a/one', servedModel: 'a/one' });
  const unknown = step('hosted_opened', { routedModel: 'a/one', servedModel: undefined });
  expect(describeDetours([asChosen, unknown])).toEqual([]);
});

test.each([
  ['reloading', 'It is being started again.'],
  ['failed', 'Hosted models answer for the rest of this session.'],
])('a device that broke says what of, and what becomes of it: %s', (device, sentence) => {
  const failed = step('device_failed', { code: 'device_lost', message: 'The graphics processor was lost.', device });
  expect(describeDetours([failed])).toEqual([`The graphics processor was lost. ${sentence}`]);
});

test('messages the device didn’t get to read are counted', () => {
  expect(describeDetours([step('trimmed', { droppedMessages: 2 })])[0]).toContain('The oldest 2 messages were left out');
  expect(describeDetours([step('trimmed', { droppedMessages: 1 })])[0]).toContain('The oldest message was left out');
});
