import { expect, test } from 'vitest';
import { EXAMPLE_GROUPS } from './example-groups.ts';

test('every group has something to try', () => {
  for (const { title, examples } of EXAMPLE_GROUPS) {
    expect(examples.length, title).toBeGreaterThan(0);
  }
});

test('no group offers a prompt twice', () => {
  for (const { title, examples } of EXAMPLE_GROUPS) {
    expect(new Set(examples.map(({ prompt }) => prompt)).size, title).toBe(examples.length);
  }
});

test('what is private is expected on the device', () => {
  const privateOnes = EXAMPLE_GROUPS.flatMap(({ examples }) => examples).filter(({ privacy }) => privacy === 'device-only');
  expect(privateOnes.length).toBeGreaterThan(0);
  expect(privateOnes.every(({ expected }) => expected === 'device')).toBe(true);
});
