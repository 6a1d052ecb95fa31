// Probabilities on the scale on which a straight line is a calibration: ln(p ÷ (1 − p)), and back.
import { exp } from './exp.ts';
import { ln } from './ln.ts';

/** Surer than one in a million is told apart by nobody's labels. */
const SUREST = 1e-6;

/** `logOdds(0.5)` → 0; within ±13.8, since what is closer to 0 or 1 than a millionth counts as that. NaN stays NaN. */
export function logOdds(probability: number): number {
  const p = probability < SUREST ? SUREST : probability > 1 - SUREST ? 1 - SUREST : probability;
  return ln(p / (1 - p));
}

/** `fromLogOdds(0)` → 0.5 */
export function fromLogOdds(odds: number): number {
  return 1 / (1 + exp(-odds));
}
