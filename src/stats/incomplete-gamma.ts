// The regularised incomplete gamma function, of which the normal and the chi-squared distribution are made.
import { exp } from '../numerics/exp.ts';
import { ln } from '../numerics/ln.ts';
import { logGamma } from './log-gamma.ts';

const SMALL = 1e-17;
const MOST_TERMS = 10_000;

/** Q(shape, x) = Γ(shape, x) / Γ(shape): 1 at x = 0, falling to 0. `upperGamma(1.5, 2)` → 0.2614641299491106 */
export function upperGamma(shape: number, x: number): number {
  if (x <= 0) return 1;
  if (x === Infinity) return 0;
  return x < shape + 1 ? 1 - series(shape, x) : continuedFraction(shape, x);
}

/** P = 1 − Q, exact also where it is tiny. */
export function lowerGamma(shape: number, x: number): number {
  if (x <= 0) return 0;
  if (x === Infinity) return 1;
  return x < shape + 1 ? series(shape, x) : 1 - continuedFraction(shape, x);
}

const front = (shape: number, x: number) => exp(shape * ln(x) - x - logGamma(shape));

function series(shape: number, x: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let n = 1; n < MOST_TERMS && term > sum * SMALL; n++) {
    term *= x / (shape + n);
    sum += term;
  }
  return sum * front(shape, x);
}

/** Lentz's way of evaluating it from the front. */
function continuedFraction(shape: number, x: number): number {
  let b = x + 1 - shape;
  let c = 1e300;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n < MOST_TERMS; n++) {
    const a = -n * (n - shape);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return value * front(shape, x);
}
