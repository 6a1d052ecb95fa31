import { expect, it } from 'vitest';
import { duration, money, percent } from './numbers.ts';

it('writes numbers as people read them', () => {
  expect([0.7134, 0.5, 0, undefined].map(percent)).toEqual(['71.3 %', '50 %', '0 %', 'unknown']);
  expect([20_000, 12_345, 45, 0, 2_500_000].map(money)).toEqual(['$0.02', '$0.0123', '$0.000045', '$0', '$2.50']);
  expect([12, 1500, 90_500, 7_200_000, 864_000_000].map(duration)).toEqual(['12 ms', '1.5 s', '1.5 min', '2 h', '10 d']);
});
