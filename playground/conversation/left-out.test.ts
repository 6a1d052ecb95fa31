import { expect, test } from 'vitest';
import { describeLeftOut, NOTHING_LEFT_OUT } from './left-out.ts';

test('says nothing when everything went along', () => {
  expect(describeLeftOut(NOTHING_LEFT_OUT)).toBeUndefined();
});

test.each([
  [1, 0, 'Left out of this question: 1 earlier turn that stays on this device'],
  [2, 0, 'Left out of this question: 2 earlier turns that stay on this device'],
  [0, 1, 'Left out of this question: 1 older turn, more than the model here reads'],
  [1, 3, 'Left out of this question: 1 earlier turn that stays on this device; 3 older turns, more than the model here reads'],
])('%d private and %d too long', (asPrivate, asTooLong, sentence) => {
  expect(describeLeftOut({ asPrivate, asTooLong })).toBe(sentence);
});
