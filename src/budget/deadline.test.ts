import { expect, it } from 'vitest';
import { loadDefaultPolicy } from '../policy/load-default-policy.ts';
import { remainingBudget, withDefaultBudget } from './deadline.ts';
import { roomForAnswer } from './room-for-answer.ts';

it('takes the elapsed time off both times and leaves the money', () => {
  expect(remainingBudget({ firstTokenMs: 300, totalMs: 5000, costMicroUsd: 90 }, 1200.7)).toEqual({ firstTokenMs: 0, totalMs: 3799, costMicroUsd: 90 });
  expect(remainingBudget({ totalMs: 100 }, 40)).toEqual({ totalMs: 60 });
});

it('fills in the policy’s budget where the app names none, a zero included', () => {
  expect(withDefaultBudget({ costMicroUsd: 0 }, { costMicroUsd: 50, totalMs: 9 })).toEqual({ costMicroUsd: 0, totalMs: 9, firstTokenMs: undefined });
});

it('leaves the answer what the smaller of policy and model can read, less the prompt and a margin', () => {
  const policy = loadDefaultPolicy();
  const wide = { ...policy, device: { ...policy.device, maximumContextTokens: 4096 } };
  expect(roomForAnswer(policy, 'phi-3-mini-4k', 200)).toBe(1024 - 230);
  expect(roomForAnswer(wide, 'phi-3-nano', 200)).toBe(1024 - 230);
  expect(roomForAnswer(wide, 'phi-3-mini-4k', 200)).toBe(4096 - 230);
  expect(roomForAnswer(policy, 'phi-3-mini-4k', 5000)).toBe(0);
});
