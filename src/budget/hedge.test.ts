import fc from 'fast-check';
import { expect, it } from 'vitest';
import { extraRequests, hedgedSurvival, isHedgeWorthIt, plainHedge, singleHedge, type HedgeInTime } from './hedge.ts';
import { logNormalSurvival, quantileOf } from './latency-law.ts';

const laws = fc.record({ medianMs: fc.integer({ min: 50, max: 2000 }), width: fc.double({ min: 0.2, max: 1, noNaN: true }) });

it('a hedge never makes an answer later', () => {
  fc.assert(
    fc.property(laws, laws, fc.integer({ min: 0, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 20_000 }), (first, second, delayMs, share, ms) => {
      const alone = logNormalSurvival(first);
      expect(hedgedSurvival(alone, logNormalSurvival(second), { delayMs, share })(ms)).toBeLessThanOrEqual(alone(ms) + 1e-12);
    }),
  );
});

it('the best of all hedges keeps its budget and is never worse than the plain one', () => {
  fc.assert(
    fc.property(laws, fc.constantFrom(0.02, 0.05), fc.constantFrom(0.95, 0.99), (law, budget, target) => {
      const first = logNormalSurvival(law);
      const best = singleHedge({ first, second: first, budget, target });
      expect(extraRequests(first, best)).toBeLessThanOrEqual(budget * (1 + 1e-6));
      const tail = (hedge: typeof best) => quantileOf(hedgedSurvival(first, first, hedge), target);
      expect(tail(best)).toBeLessThanOrEqual(tail(plainHedge(first, budget)) * (1 + 1e-3));
    }),
    { numRuns: 4 },
  );
});

it('what is not worth it at a price is not worth it at a higher one, nor beyond the deadline', () => {
  const law = logNormalSurvival({ medianMs: 400, width: 0.8 });
  const situations = fc.record({ elapsedMs: fc.integer({ min: 0, max: 3000 }), costMicroUsd: fc.integer({ min: 0, max: 500 }), dearer: fc.integer({ min: 0, max: 500 }) });
  fc.assert(
    fc.property(situations, ({ elapsedMs, costMicroUsd, dearer }) => {
      const hedge: HedgeInTime = { first: law, second: law, deadlineMs: 2000, elapsedMs, valueMicroUsd: 1000, costMicroUsd };
      const isWorthIt = isHedgeWorthIt(hedge);
      const isDearerWorthIt = isHedgeWorthIt({ ...hedge, costMicroUsd: costMicroUsd + dearer });
      expect(isDearerWorthIt && !isWorthIt).toBe(false);
      expect(isWorthIt && elapsedMs >= 2000).toBe(false);
    }),
  );
});

it('asks nobody twice where nothing is known of the first, and takes no time at all for certain', () => {
  const unknown = () => 1;
  expect(singleHedge({ first: unknown, second: unknown, budget: 0.05, target: 0.95 })).toEqual({ delayMs: Infinity, share: 0 });
  expect(logNormalSurvival({ medianMs: 0, width: 0.5 })(1)).toBe(0);
  expect(logNormalSurvival({ medianMs: 400, width: 0 })(399)).toBe(1);
});
