// What a whole distribution over next tokens tells, and what a row of such numbers tells of an answer (DeepConf, self-certainty).
import { ln } from '../numerics/ln.ts';

/** −(1/k) Σ ln p over the k most likely: higher = surer (DeepConf). `topConfidence([0.5, 0.3, 0.15, 0.05], 4)` → 1.6974930608314382 */
export function topConfidence(probabilities: readonly number[], k: number): number {
  const top = probabilities.toSorted((one, other) => other - one).slice(0, k);
  return -top.reduce((sum, p) => sum + ln(p), 0) / top.length;
}

/** −Σ p ln p in nats. */
export function entropyOf(probabilities: readonly number[]): number {
  return -probabilities.reduce((sum, p) => (p > 0 ? sum + p * ln(p) : sum), 0);
}

/** KL(uniform ‖ p): 0 where every token is as likely as any other. */
export function selfCertainty(probabilities: readonly number[]): number {
  return -probabilities.reduce((sum, p) => sum + ln(probabilities.length * p), 0) / probabilities.length;
}

/** The lowest mean over `window` consecutive values. `lowestGroup([2, 3, 4, 1, 1, 5, 6, 2], 3)` → 2 */
export function lowestGroup(values: readonly number[], window: number): number {
  const groups = Array.from({ length: Math.max(1, values.length - window + 1) }, (_, from) => meanOf(values.slice(from, from + window)));
  return Math.min(...groups);
}

/** Mean of the last ones. */
export function tailOf(values: readonly number[], window: number): number {
  return meanOf(values.slice(-window));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
