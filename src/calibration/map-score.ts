// A score on the scale of log-odds → a probability, by a fitted map.
import { exp } from '../numerics/exp.ts';
import { fromLogOdds } from '../numerics/log-odds.ts';
import type { ScoreMap } from './calibration.ts';

/** So much of the score itself stays in an isotonic map: steps would give many answers the same confidence. */
const TIE_BREAK = 1e-3;

/**
 * In [0, 1] and rising with the score; NaN for NaN.
 *
 * @example mapScore({ kind: 'platt', a: -1, b: 0 }, 0) // 0.5
 */
export function mapScore(map: ScoreMap, score: number): number {
  if (map.kind === 'platt') return 1 / (1 + exp(map.a * score + map.b));
  return (1 - TIE_BREAK) * interpolate(map.knots, score) + TIE_BREAK * fromLogOdds(score);
}

/** `interpolate([[0, 0.2], [1, 0.8]], 0.5)` → 0.5 */
export function interpolate(knots: readonly (readonly [at: number, value: number])[], at: number): number {
  let low = 0;
  let high = knots.length - 1;
  const [first, last] = [knots[low], knots[high]];
  if (!first || !last || at !== at) return NaN;
  if (at <= first[0]) return first[1];
  if (at >= last[0]) return last[1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((knots[middle] as readonly [number, number])[0] <= at) low = middle;
    else high = middle;
  }
  const [from, under] = knots[low] as readonly [number, number];
  const [to, over] = knots[high] as readonly [number, number];
  return to === from ? over : under + ((at - from) / (to - from)) * (over - under);
}
