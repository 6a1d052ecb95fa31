// How long something takes, as a law: the share of times it takes longer than t. Closed forms where nothing was measured,
// a histogram's steps where something was; hedge.ts and latest-launch.ts work with either.
import { exp } from '../numerics/exp.ts';
import { ln } from '../numerics/ln.ts';
import { normalCdf, normalQuantile } from '../stats/normal.ts';

/** P(T > ms): 1 at the start, never rising. */
export type Survival = (ms: number) => number;

export interface LogNormal {
  readonly medianMs: number;
  /** Standard deviation of ln(ms): 0.5 says that one in six takes more than e^0.5, 1.6 times the median. */
  readonly width: number;
}

/** `logNormalSurvival({ medianMs: 400, width: 0.8 })(2000)` → 0.0221… */
export function logNormalSurvival({ medianMs, width }: LogNormal): Survival {
  return (ms) => (ms <= 0 ? 1 : normalCdf((ln(medianMs) - ln(ms)) / width));
}

/** `logNormalQuantile({ medianMs: 900, width: 0.5 }, 0.95)` → 2048.41… */
export function logNormalQuantile({ medianMs, width }: LogNormal, share: number): number {
  return medianMs * exp(width * normalQuantile(share));
}

/** Waiting that forgets: `exponentialSurvival(1000)(1000)` → 0.3678… */
export function exponentialSurvival(meanMs: number): Survival {
  return (ms) => (ms <= 0 ? 1 : exp(-ms / meanMs));
}

/** Halvings until two doubles are next to each other, and then some. */
const HALVINGS = 80;

/** The least time that at least `share` of the times suffices; Infinity where none does. `quantileOf(exponentialSurvival(1), 0.95)` → 2.9957… */
export function quantileOf(survival: Survival, share: number): number {
  const late = 1 - share;
  let high = 1;
  while (survival(high) > late) {
    high *= 2;
    if (high > 1e12) return Infinity;
  }
  let low = 0;
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (survival(middle) > late) low = middle;
    else high = middle;
  }
  return high;
}
