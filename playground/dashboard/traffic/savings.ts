// What was spent against what it would have cost if a hosted model had answered everything.
import type { MeanAccumulator } from '../../../src/stats/mean-accumulator.ts';
import type { TrafficHour } from '../../../src/wire/admin-api.ts';
import { Z_95, type Interval } from './share-interval.ts';

export interface Savings {
  readonly queries: number;
  /** Micro-USD. What was spent is known; what was avoided is an estimate by the policy's prices. */
  readonly spent: number;
  readonly avoided: number;
  /** avoided ÷ (avoided + spent), as if queries were independent; null where too few say anything. */
  readonly share: Interval | null;
}

/** Below these a share would be chance. */
const FEWEST_QUERIES = 30;
const FEWEST_OF_A_KIND = 5;

/**
 * The share's interval by linearising the ratio: a query adds a(1 − R) − cR to its error, where a is what it avoided and c what
 * it cost. The sums of squares come out of the accumulators; within a row of the same route, cost and avoided cost count as
 * unrelated (a device's answer costs nothing, a hosted one avoids nothing).
 */
export function savingsOf(hours: readonly TrafficHour[]): Savings {
  let [queries, spent, avoided, spentSquares, avoidedSquares, products, paid, spared] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (const { count, cost, avoidedCost } of hours) {
    queries += count;
    spent += sumOf(cost);
    avoided += sumOf(avoidedCost);
    spentSquares += squaresOf(cost);
    avoidedSquares += squaresOf(avoidedCost);
    products += Math.min(cost.count, avoidedCost.count) * cost.mean * avoidedCost.mean;
    if (cost.mean > 0) paid += cost.count;
    if (avoidedCost.mean > 0) spared += avoidedCost.count;
  }
  const isEnough = queries >= FEWEST_QUERIES && paid >= FEWEST_OF_A_KIND && spared >= FEWEST_OF_A_KIND;
  if (!isEnough) return { queries, spent, avoided, share: null };
  const whole = avoided + spent;
  const share = avoided / whole;
  const errorSquares = (1 - share) ** 2 * avoidedSquares - 2 * share * (1 - share) * products + share ** 2 * spentSquares;
  const half = (Z_95 * Math.sqrt(Math.max(0, errorSquares))) / whole;
  return { queries, spent, avoided, share: { value: share, low: Math.max(0, share - half), high: Math.min(1, share + half) } };
}

const sumOf = ({ count, mean }: MeanAccumulator) => count * mean;
const squaresOf = ({ count, mean, m2 }: MeanAccumulator) => m2 + count * mean * mean;
