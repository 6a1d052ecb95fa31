import { expect, test } from 'vitest';
import { countOf, mergeHistograms, quantileOf } from './duration-histogram.ts';

const bucketOf = (milliseconds: number) => Math.floor(Math.log(milliseconds) / Math.log(1.1));

function histogramOf(values: readonly number[]) {
  const histogram: Record<string, number> = {};
  for (const value of values) histogram[bucketOf(value)] = (histogram[bucketOf(value)] ?? 0) + 1;
  return histogram;
}

test.each([0.5, 0.9, 0.99])('the quantile %d of even numbers is found to a bucket’s width, and lies in its interval', (share) => {
  const values = Array.from({ length: 2000 }, (_, index) => 100 + index);
  const quantile = quantileOf(histogramOf(values), share);
  const truth = 100 + 2000 * share;
  expect(Math.abs((quantile?.value ?? 0) / truth - 1)).toBeLessThan(0.1);
  expect(quantile?.low).toBeLessThan(truth);
  expect(quantile?.high).toBeGreaterThan(truth);
});

test('a few have a median and no 99th percentile', () => {
  const fifty = histogramOf(Array.from({ length: 50 }, (_, index) => 10 + index));
  expect(quantileOf(fifty, 0.5)).not.toBeNull();
  expect(quantileOf(fifty, 0.99)).toBeNull();
  expect(quantileOf(histogramOf([10, 20, 30]), 0.5)).toBeNull();
  expect(quantileOf({}, 0.5)).toBeNull();
});

test('parts add up to the whole', () => {
  const [one, other] = [histogramOf([5, 50]), histogramOf([50, 500])];
  expect(mergeHistograms([one, other])).toEqual(histogramOf([5, 50, 50, 500]));
  expect(countOf(mergeHistograms([one, other]))).toBe(4);
});

test('buckets below a millisecond come before the others', () => {
  const quantile = quantileOf({ '-3': 60, '10': 40 }, 0.5);
  expect(quantile?.value).toBeLessThan(1);
});
