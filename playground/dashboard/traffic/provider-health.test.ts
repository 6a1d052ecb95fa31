import { expect, test } from 'vitest';
import { modelHealth } from './provider-health.ts';

test('a model’s failures add up over hours and come with the interval they allow', () => {
  const [small, large] = modelHealth([
    { startMs: 0, model: 'a/large', attempts: 60, failures: { provider_stalled: 1, provider_unavailable: 3 }, firstContent: { '60': 56 } },
    { startMs: 3_600_000, model: 'a/large', attempts: 40, failures: { provider_stalled: 1 }, firstContent: {} },
    { startMs: 0, model: 'a/small', attempts: 200, failures: {}, firstContent: { '40': 200 } },
  ]);
  expect(small).toMatchObject({ model: 'a/small', attempts: 200, failures: 0, codes: [] });
  expect(large).toMatchObject({ model: 'a/large', attempts: 100, failures: 5 });
  expect(large?.codes).toEqual([{ code: 'provider_unavailable', count: 3 }, { code: 'provider_stalled', count: 2 }]);
  expect(large?.failed?.low).toBeGreaterThan(0.01);
  expect(large?.failed?.high).toBeLessThan(0.12);
  expect(large?.firstContent?.value).toBeCloseTo(1.1 ** 60.5, 0);
});
