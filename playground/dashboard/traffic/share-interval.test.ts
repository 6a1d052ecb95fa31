import { expect, test } from 'vitest';
import { shareInterval } from './share-interval.ts';

test('has Wilson’s ends', () => {
  const interval = shareInterval(8, 10);
  expect(interval?.low).toBeCloseTo(0.4902, 4);
  expect(interval?.high).toBeCloseTo(0.9433, 4);
});

test('none in ten may still be a quarter', () => {
  expect(shareInterval(0, 10)).toMatchObject({ value: 0, low: 0 });
  expect(shareInterval(0, 10)?.high).toBeCloseTo(0.2775, 4);
  expect(shareInterval(10, 10)).toMatchObject({ value: 1, high: 1 });
});

test('of nothing there is no share', () => {
  expect(shareInterval(0, 0)).toBeNull();
});
