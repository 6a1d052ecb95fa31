// The normal distribution: its error function, its cdf and its quantiles.
import { exp } from '../numerics/exp.ts';
import { ln } from '../numerics/ln.ts';
import { lowerGamma, upperGamma } from './incomplete-gamma.ts';

/** `erf(1)` → 0.8427007929497149 */
export function erf(x: number): number {
  const size = lowerGamma(0.5, x * x);
  return x < 0 ? -size : size;
}

/** Share below x. `normalCdf(1.96)` → 0.9750021048517795 */
export function normalCdf(x: number): number {
  const tail = upperGamma(0.5, (x * x) / 2) / 2;
  return x < 0 ? tail : 1 - tail;
}

/** The point with the given share below it. `normalQuantile(0.975)` → 1.959963984540054 */
export function normalQuantile(share: number): number {
  if (!(share > 0 && share < 1)) return share === 0 ? -Infinity : share === 1 ? Infinity : NaN;
  if (share > 0.5) return -normalQuantile(1 - share);
  // Abramowitz and Stegun 26.2.23 is right to 4.5e-4; each of Halley's steps triples the digits.
  const t = Math.sqrt(-2 * ln(share));
  let x = -(t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))));
  for (let step = 0; step < 3; step++) {
    const distance = (normalCdf(x) - share) / density(x);
    x -= distance / (1 + (x * distance) / 2);
  }
  return x;
}

const density = (x: number) => exp((-x * x) / 2) * 0.3989422804014327;
