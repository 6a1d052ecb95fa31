import { expect, test } from 'vitest';
import { defaultPolicyDocument } from '../../../src/policy/default-policy.ts';
import type { Policy } from '../../../src/policy/policy.ts';
import { changeQuestion, describeChange } from '../changes/describe-change.ts';
import { policyNames } from './policy-names.ts';

const policy = defaultPolicyDocument as Policy;
const hash = '3f'.repeat(32);
const names = policyNames({ [hash]: policy });

test('a policy is called by its name and the beginning of its hash, an unknown one by the hash alone', () => {
  expect(names(hash)).toBe('default (3f3f3f3f)');
  expect(names('ab'.repeat(32))).toBe('abababab');
  expect(policyNames({})('toString')).toBe('toString');
});

test.each([
  [{ kind: 'deploy', policy: hash }, 'Deployed default (3f3f3f3f)'],
  [{ kind: 'ramp', policy: hash, coverage: 0.05 }, 'Rolled out default (3f3f3f3f) to 5 % of units'],
  [{ kind: 'ramp', policy: hash, coverage: 1 }, 'Made default (3f3f3f3f) the default'],
  [{ kind: 'rollback' }, 'Rolled back to the previous policy'],
  [{ kind: 'rollback', policy: hash }, 'Withdrew default (3f3f3f3f)'],
  [{ kind: 'stop_experiment', key: 'sure', ship: 'b' }, 'Stopped the experiment sure and shipped b'],
] as const)('%o reads as a sentence', (change, words) => {
  expect(describeChange(change, names)).toBe(words);
});

test('a change of a newer router is told as unknown, not left out', () => {
  expect(describeChange({ kind: 'dance' } as never, names)).toContain('doesn’t know yet');
});

test('before a rollback the person reads which policy comes back', () => {
  expect(changeQuestion({ kind: 'rollback' }, names, hash).consequence).toContain('default (3f3f3f3f) becomes the default for everybody');
  expect(changeQuestion({ kind: 'stop_experiment', key: 'sure', ship: 'b' }, names, null).confirm).toBe('Ship b');
});
