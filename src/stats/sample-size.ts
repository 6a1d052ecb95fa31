// How many units an experiment needs.
import { normalQuantile } from './normal.ts';

/**
 * For one look at the end, in each variant. Sequential intervals need about 1.5 times as many at the same power, and end
 * sooner where the effect is larger.
 *
 * @example unitsPerVariant({ effect: 0.01, variances: [0.09, 0.0979], alpha: 0.05, power: 0.8 }) // 14748.045
 */
export function unitsPerVariant({ effect, variances, alpha, power }: { readonly effect: number; readonly variances: readonly [number, number]; readonly alpha: number; readonly power: number }): number {
  const z = normalQuantile(1 - alpha / 2) + normalQuantile(power);
  return (z * z * (variances[0] + variances[1])) / (effect * effect);
}

/**
 * Units at which a width falls to the one wished for: `width` must fall as units rise. Infinity beyond ten thousand million.
 *
 * @example unitsUntil(0.03, (count) => twoSidedWidth({ count, deviation: 1 }, shape))
 */
export function unitsUntil(wished: number, width: (count: number) => number): number {
  let high = 1;
  while (width(high) > wished) {
    high *= 2;
    if (high > 1e10) return Infinity;
  }
  let low = high / 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (width(middle) > wished) low = middle;
    else high = middle;
  }
  return high;
}
