import { describe, expect, it } from 'vitest';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import type { RankedModel } from '../../src/route/rank-hosted.ts';
import { patienceMs, planCascade, type CascadeStep } from './plan-cascade.ts';

const policy = loadDefaultPolicy();
const ranked: readonly RankedModel[] = policy.hosted.models.map((model) => ({
  model,
  expectedQuality: 0.9,
  expectedCostMicroUsd: 1,
  expectedFirstTokenMs: model.firstTokenMs,
  expectedTotalMs: 2000,
  onTimeFirstTokenMs: model.firstTokenMs,
  onTimeTotalMs: 2000,
  worthMicroUsd: 1,
  fitsTime: true,
  fitsCost: true,
}));
const plan = (fields: Partial<typeof policy.hosted> = {}, isStream = true) =>
  planCascade({ policy: { ...policy, hosted: { ...policy.hosted, ...fields } }, ranked, maxInputTokens: 100, maxBilledTokens: 1000, isStream });

describe('the plan', () => {
  it('asks the chosen model first and then as many others as the policy allows', () => {
    const ids = ranked.map(({ model }) => model.id);
    expect(plan().steps.map(({ model }) => model.id)).toEqual(ids.slice(0, 3));
    expect(plan({ maximumFallbacks: 0 }).steps.map(({ model }) => model.id)).toEqual(ids.slice(0, 1));
  });

  it('knows the most that each may cost', () => {
    // 100 × 0.15 + 1000 × 0.6
    expect(plan().steps[0]?.worstCostMicroUsd).toBeCloseTo(615, 9);
  });

  it('gives JSON the time to be written, which a stream need not have', () => {
    expect(plan().steps[0]?.firstContentMs).toBe(20_000);
    // 1,000 tokens at 60 a second
    expect(plan({}, false).steps[0]?.firstContentMs).toBeCloseTo(20_000 + 16_667, 0);
  });

  it('has limits of its own where the policy has none', () => {
    const { timeout: _timeout, retry: _retry, maximumFallbacks: _fallbacks, ...hosted } = policy.hosted;
    const bare = planCascade({ policy: { ...policy, hosted }, ranked, maxInputTokens: 1, maxBilledTokens: 1, isStream: true });
    expect(bare).toMatchObject({ maximumRetries: 2, maximumDelayMs: 5000, chunkMs: 15_000 });
    expect(bare.steps).toHaveLength(3);
  });

  it('is heard of more often than the SDK would lose its patience', () => {
    expect([200, 5000, 20_000, 60_000].map((firstChunkMs) => plan({ timeout: { firstChunkMs } }).keepAliveMs)).toEqual([1000, 2500, 10_000, 12_000]);
  });
});

describe('the patience with one model', () => {
  const step: CascadeStep = { model: policy.hosted.models[0]!, worstCostMicroUsd: 1, onTimeTotalMs: 1000, firstContentMs: 20_000 };
  const next = { ...step, onTimeTotalMs: 3000 };

  it.each([
    ['is the policy’s where nothing follows', undefined, 5000, 20_000],
    ['is the policy’s where there is no deadline', next, undefined, 20_000],
    ['ends while the next one can still make the deadline', next, 10_000, 7000],
    ['is the policy’s where that comes first', next, 60_000, 20_000],
    // Its first token takes 200 ms.
    ['is not cut below a fair chance', next, 3399, 20_000],
    ['is cut down to a fair chance', next, 3400, 400],
  ])('%s', (_name, following, remainingMs, expected) => {
    expect(patienceMs(step, following, remainingMs)).toBe(expected);
  });
});
