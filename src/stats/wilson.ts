// Wilson's interval of a share: right for few trials and for shares near 0 or 1, where ±1.96 standard errors is not.
import { normalQuantile } from './normal.ts';

/** `wilsonInterval(8, 10)` → [0.490…, 0.943…] */
export function wilsonInterval(successes: number, trials: number, confidence = 0.95): readonly [low: number, high: number] {
  if (trials === 0) return [0, 1];
  const z = normalQuantile((1 + confidence) / 2);
  const share = successes / trials;
  const centre = share + (z * z) / (2 * trials);
  const reach = z * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  const scale = 1 + (z * z) / trials;
  return [Math.max(0, (centre - reach) / scale), Math.min(1, (centre + reach) / scale)];
}
