// ln Γ(x) for x > 0, by Stirling's series far out and the recurrence near by.
import { ln } from '../numerics/ln.ts';

/** Where the series below leaves less than 1e-16. */
const FAR = 15;
const HALF_LN_TWO_PI = 0.9189385332046727;

/** `logGamma(5)` → ln 24 = 3.1780538303479458 */
export function logGamma(x: number): number {
  if (!(x > 0)) return NaN;
  // Γ(x) = Γ(x + k) / (x (x + 1) … (x + k − 1)).
  let product = 1;
  let far = x;
  while (far < FAR) product *= far++;
  const inverse = 1 / far;
  const square = inverse * inverse;
  const series = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188))));
  return (far - 0.5) * ln(far) - far + HALF_LN_TWO_PI + series - ln(product);
}
