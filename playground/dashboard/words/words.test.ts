import { expect, test } from 'vitest';
import { formatCount } from './format-count.ts';
import { formatDifference, formatInterval, formatLevel } from './format-measure.ts';
import { formatAge } from './format-moment.ts';

test.each([
  [0.0213, 'share', undefined, '2.1%'],
  [0.5, 'share', 0.2, '50%'],
  [1234, 'ms', undefined, '1.2 s'],
  [0, 'micro-USD', undefined, '$0'],
  [123, 'micro-USD', undefined, '$0.00012'],
  [3.2716, 'stars', 0.5, '3.27 stars'],
])('the level %d %s is written as %4$s', (value, unit, width, text) => {
  expect(formatLevel(value, unit, width)).toBe(text);
});

test.each([
  [0.021, 'share', 0.026, '+2.1 points'],
  [-0.021, 'share', 0.4, '−2 points'],
  [0, 'share', 0.4, '0 points'],
  [-120, 'ms', 50, '−120 ms'],
  [0.4, 'stars', 0.2, '+0.40 stars'],
])('the difference %d %s is written as %4$s', (value, unit, width, text) => {
  expect(formatDifference(value, unit, width)).toBe(text);
});

test('an interval has the digits that its width carries', () => {
  expect(formatInterval({ low: 0.008, high: 0.034 }, 'share')).toBe('[+0.8, +3.4]');
  expect(formatInterval({ low: -0.2, high: 0.31 }, 'share')).toBe('[−20, +31]');
  expect(formatInterval({ low: -40, high: 0 }, 'micro-USD')).toBe('[−$0.000040, $0]');
});

test('counts and ages read as a person says them', () => {
  expect(formatCount(1, 'query', 'queries')).toBe('1 query');
  expect(formatCount(12_345, 'query', 'queries')).toBe('12,345 queries');
  expect(formatAge(20_000)).toBe('just now');
  expect(formatAge(90_000)).toBe('2 min ago');
  expect(formatAge(3 * 3_600_000)).toBe('3 h ago');
  expect(formatAge(72 * 3_600_000)).toBe('3 days ago');
});
