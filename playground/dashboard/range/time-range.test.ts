import { expect, test } from 'vitest';
import { rangeAt, stepAt, stepsOf } from './time-range.ts';

const noon = Date.UTC(2026, 10, 25, 12, 20);

test('a day has 24 steps of an hour, the last of which is under way', () => {
  const range = rangeAt('24h', noon, 0);
  expect(stepsOf(range)).toHaveLength(24);
  expect(stepsOf(range).at(-1)).toBe(Date.UTC(2026, 10, 25, 12));
  expect(stepAt(range, noon)).toBe(23);
});

test('a month has 30 steps that begin at the reader’s midnight', () => {
  const range = rangeAt('30d', noon, -60);
  expect(stepsOf(range)).toHaveLength(30);
  expect(stepsOf(range).at(-1)).toBe(Date.UTC(2026, 10, 24, 23));
});

test('what lies outside is in no step', () => {
  const range = rangeAt('7d', noon, 0);
  expect(stepAt(range, range.fromMs - 1)).toBe(-1);
  expect(stepAt(range, range.fromMs)).toBe(0);
  expect(stepAt(range, range.toMs)).toBe(-1);
});
