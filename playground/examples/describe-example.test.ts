import { expect, test } from 'vitest';
import { describeExample } from './describe-example.ts';
import type { Example } from './example.ts';

const example: Example = { name: 'Ticket', prompt: 'Label this ticket.', shows: 'Within reach.', expected: 'device' };

test('what was written for a larger model may go up from the small one', () => {
  expect(describeExample(example, 'phi-3-nano')).toEqual({
    icon: 'device',
    label: 'begins on the device, may go up, because phi-3-nano is tiny',
    shows: 'Begins on the device; may go up, because phi-3-nano is tiny.',
  });
});

test('a larger model is only said to begin', () => {
  expect(describeExample(example, 'phi-3-mini-4k')).toMatchObject({ label: 'begins on the device', shows: 'Within reach.' });
});

test('what is private stays on the device, whichever model is there', () => {
  const words = describeExample({ ...example, privacy: 'device-only' }, 'phi-3-nano');
  expect(words).toEqual({ icon: 'lock', label: 'stays on the device', shows: 'Within reach.' });
});

test('an example of the small model’s own size stays what it says', () => {
  expect(describeExample({ ...example, isForAnyModel: true }, 'phi-3-nano').label).toBe('stays on the device');
});
