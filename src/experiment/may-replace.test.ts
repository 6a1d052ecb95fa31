import { expect, it } from 'vitest';
import { mayReplace } from './may-replace.ts';

const at = (epoch: string, sequence: number, deployedAt = sequence) => ({ epoch, sequence, deployedAt });

it('takes what is newer of the same epoch, and the same again', () => {
  expect(mayReplace(undefined, at('a', 1))).toBe(true);
  expect(mayReplace(at('a', 1), at('a', 2))).toBe(true);
  expect(mayReplace(at('a', 2), at('a', 2))).toBe(true);
  expect(mayReplace(at('a', 2), at('a', 1))).toBe(false);
});

it('takes a lower number of a later epoch, and nothing of an earlier one', () => {
  expect(mayReplace(at('a', 9, 100), at('b', 1, 200))).toBe(true);
  expect(mayReplace(at('b', 1, 200), at('a', 9, 100))).toBe(false);
});

it('never lets what is built in displace a deployment', () => {
  const builtIn = at('built-in', 0, 9e15);
  expect(mayReplace(at('a', 1), builtIn)).toBe(false);
  expect(mayReplace(at('a', 1), undefined)).toBe(false);
  expect(mayReplace(undefined, builtIn)).toBe(true);
  expect(mayReplace(builtIn, undefined)).toBe(true);
  expect(mayReplace(builtIn, at('a', 1))).toBe(true);
});
