import { expect, test } from 'vitest';
import { formatBytes } from './format-bytes.ts';
import { formatCost } from './format-cost.ts';
import { formatDuration } from './format-duration.ts';
import { formatPercent } from './format-percent.ts';

test.each([
  [0, 'free'],
  [0.01, 'under $0.0000001'],
  [1, '$0.0000010'],
  [123, '$0.00012'],
  [4_500, '$0.0045'],
  [10_000, '$0.01'],
  [250_000, '$0.25'],
  [1_500_000, '$1.50'],
])('writes %d millionths of a dollar as %s', (microUsd, text) => {
  expect(formatCost(microUsd)).toBe(text);
});

test.each([
  [0.4, 'under 1 ms'],
  [45.4, '45 ms'],
  [999.7, '1 s'],
  [1_234, '1.2 s'],
  [12_400, '12 s'],
  [60_000, '1 min'],
  [125_000, '2 min 5 s'],
])('writes %d milliseconds as %s', (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});

test.each([
  [900, '900 bytes'],
  [2_041_840, '2 MB'],
  [2_260_000_000, '2.3 GB'],
  [384_000_000, '384 MB'],
])('writes %d bytes as %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test.each([
  [1, '100%'],
  [0.9993, 'over 99%'],
  [0.9, '90%'],
  [0.004, 'under 1%'],
  [0, '0%'],
])('writes the share %d as %s', (share, text) => {
  expect(formatPercent(share)).toBe(text);
});
