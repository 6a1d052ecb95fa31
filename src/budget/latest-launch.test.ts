import fc from 'fast-check';
import { expect, it } from 'vitest';
import { remainingBudget } from './deadline.ts';
import { latestLaunchMs } from './latest-launch.ts';

const ms = fc.double({ min: 0, max: 1e6, noNaN: true });

it('what is left of a deadline never grows, however many hands it passes through', () => {
  fc.assert(
    fc.property(ms, fc.array(ms, { maxLength: 8 }), (totalMs, hops) => {
      let budget: { readonly totalMs?: number | undefined; readonly firstTokenMs?: number | undefined } = { totalMs, firstTokenMs: totalMs / 2 };
      for (const elapsed of hops) {
        const next = remainingBudget(budget, elapsed);
        expect(next.totalMs!).toBeLessThanOrEqual(budget.totalMs! + 1e-9);
        expect(next.firstTokenMs!).toBeLessThanOrEqual(budget.firstTokenMs! + 1e-9);
        expect(next.totalMs!).toBeGreaterThanOrEqual(0);
        budget = next;
      }
    }),
  );
});

it('the latest launch comes no later the longer the hosted model takes', () => {
  fc.assert(
    fc.property(ms, ms, ms, (remainingMs, hostedMs, more) => {
      expect(latestLaunchMs({ remainingMs, hostedMs: hostedMs + more })).toBeLessThanOrEqual(latestLaunchMs({ remainingMs, hostedMs }));
    }),
  );
});
