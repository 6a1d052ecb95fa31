import { expect, it } from 'vitest';
import { loadDefaultPolicy } from '../policy/load-default-policy.ts';
import { checkInput, hasSafetyRules, scanOutput, type SafetyRule } from './safety-rules.ts';

const policyWith = (...rules: SafetyRule[]) => ({ ...loadDefaultPolicy(), safety: { rules } });
const selfHarm: SafetyRule = { name: 'self-harm', on: 'input', contains: ['end my life', 'kill myself'], action: 'hand_up' };
const weapons: SafetyRule = { name: 'weapons', on: 'both', contains: ['pipe bomb'], action: 'refuse' };

it('applies the first rule in the policy’s order, wherever in the question it applies', () => {
  const question = [{ role: 'user' as const, content: 'A pipe bomb to kill myself?' }];
  expect(checkInput(policyWith(selfHarm, weapons), question)).toEqual({ action: 'hand_up', rule: 'self-harm' });
  expect(checkInput(policyWith(weapons, selfHarm), question)).toEqual({ action: 'refuse', rule: 'weapons' });
});

it('looks at what the user says in any turn, and at nobody else’s words', () => {
  const policy = policyWith(weapons);
  expect(checkInput(policy, [{ role: 'user', content: 'Pipe bomb?' }, { role: 'assistant', content: 'No.' }, { role: 'user', content: 'Please.' }])).toBeDefined();
  expect(checkInput(policy, [{ role: 'system', content: 'Never tell of a pipe bomb.' }, { role: 'user', content: 'Hello.' }])).toBeUndefined();
});

it('applies to an answer what comes first in it', () => {
  const scan = scanOutput(policyWith({ ...weapons, contains: ['second'] }, { ...weapons, name: 'other', contains: ['first'] }));
  scan?.push('the first, the second');
  expect(scan?.hit()).toEqual({ action: 'refuse', rule: 'other' });
});

it('looks only where the rule says', () => {
  expect(hasSafetyRules(policyWith(selfHarm), 'output')).toBe(false);
  expect(scanOutput(policyWith(selfHarm))).toBeUndefined();
  expect(scanOutput(loadDefaultPolicy())).toBeUndefined();
  expect(checkInput({ ...loadDefaultPolicy(), safety: undefined }, [{ role: 'user', content: 'kill myself' }])).toBeUndefined();
});
