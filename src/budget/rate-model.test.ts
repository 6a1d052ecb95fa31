import { expect, it } from 'vitest';
import { medianRate, millisecondsForTokens, observeRate, rateFromPrior } from './rate-model.ts';

it('starts from the prior and lets the first measurement replace its mean', () => {
  const prior = rateFromPrior(12, 2);
  expect(medianRate(prior)).toBeCloseTo(12, 9);
  const measured = observeRate(prior, 30);
  expect(medianRate(measured)).toBeCloseTo(30, 9);
  // Half of the prior's width is kept.
  expect(measured.logVariance).toBeCloseTo(prior.logVariance / 4, 12);
});

it('ignores what is no rate', () => {
  const prior = rateFromPrior(12, 2);
  for (const rate of [0, -1, NaN, Infinity]) expect(observeRate(prior, rate)).toBe(prior);
});

it('promises less the surer it must be', () => {
  const model = rateFromPrior(10, 1.5);
  const median = millisecondsForTokens(model, 50, 'median');
  expect(median).toBeCloseTo(5000, 6);
  expect(millisecondsForTokens(model, 50, 'p90')).toBeGreaterThan(median);
  expect(millisecondsForTokens(model, 50, 'p95')).toBeGreaterThan(millisecondsForTokens(model, 50, 'p90'));
});
