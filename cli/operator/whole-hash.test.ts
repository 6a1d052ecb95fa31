import { expect, it } from 'vitest';
import type { DeploymentAnswer } from '../../src/wire/admin-api.ts';
import { wholeHash } from './whole-hash.ts';

const [one, other, before] = [`${'a'.repeat(9)}${'1'.repeat(55)}`, `${'a'.repeat(9)}${'2'.repeat(55)}`, 'b'.repeat(64)] as [string, string, string];
const answer = { deployment: { previous: before }, policies: { [one]: {}, [other]: {} } } as unknown as DeploymentAnswer;

it('takes a whole hash as it is, also of a policy that isn’t in force', () => {
  expect(wholeHash('c'.repeat(64), answer)).toBe('c'.repeat(64));
});

it('completes the first digits of one policy in force, or of the one before', () => {
  expect(wholeHash(one.slice(0, 10), answer)).toBe(one);
  expect(wholeHash('bbbbbbbb', answer)).toBe(before);
});

it('refuses too few digits, several policies and none, and says what to do', () => {
  expect(() => wholeHash('aaaa', answer)).toThrow('at least its first 8 digits');
  expect(() => wholeHash('aaaaaaaa', answer)).toThrow('2 policies in force begin with aaaaaaaa: give the whole hash');
  expect(() => wholeHash('cccccccc', answer)).toThrow('No policy in force begins');
});
