// Platt scaling: P(right) = 1 ÷ (1 + e^(a·score + b)), by Newton steps with backtracking (Lin, Lin & Weng 2007). Its targets are
// drawn in from 0 and 1, so that few labels don't make it certain.
import { exp } from '../numerics/exp.ts';
import { ln } from '../numerics/ln.ts';
import type { ScoreMap } from './calibration.ts';

const MOST_STEPS = 100;

/** Labels are 0 or 1. A map that would fall is made flat: then the score tells nothing. */
export function fitPlatt(scores: ArrayLike<number>, labels: ArrayLike<number>, weights?: ArrayLike<number>): Extract<ScoreMap, { kind: 'platt' }> {
  const { length } = scores;
  // In units of their mean: what few labels are drawn in by mustn't depend on the unit of their weights.
  let total = 0;
  for (let index = 0; index < length; index++) total += weights ? (weights[index] as number) : 1;
  const weightOf = (index: number) => (weights ? ((weights[index] as number) * length) / total : 1);
  let right = 0;
  let wrong = 0;
  for (let index = 0; index < length; index++) {
    if (labels[index] === 1) right += weightOf(index);
    else wrong += weightOf(index);
  }
  const targets = [1 / (wrong + 2), (right + 1) / (right + 2)] as const;
  const flat = { kind: 'platt', a: 0, b: ln((wrong + 1) / (right + 1)) } as const;
  const loss = (a: number, b: number) => {
    let sum = 0;
    for (let index = 0; index < length; index++) {
      const f = a * (scores[index] as number) + b;
      const target = targets[labels[index] === 1 ? 1 : 0];
      // t·f + ln(1 + e^−f), written so that neither exponential overflows.
      sum += weightOf(index) * (f >= 0 ? target * f + ln(1 + exp(-f)) : (target - 1) * f + ln(1 + exp(f)));
    }
    return sum;
  };
  let { a, b } = flat as { a: number; b: number };
  let current = loss(a, b);
  for (let step = 0; step < MOST_STEPS; step++) {
    let [haa, hbb, hab, ga, gb] = [1e-12, 1e-12, 0, 0, 0];
    for (let index = 0; index < length; index++) {
      const score = scores[index] as number;
      const p = 1 / (1 + exp(a * score + b));
      const weight = weightOf(index);
      const curvature = weight * p * (1 - p);
      const slope = weight * (targets[labels[index] === 1 ? 1 : 0] - p);
      haa += curvature * score * score;
      hab += curvature * score;
      hbb += curvature;
      ga += slope * score;
      gb += slope;
    }
    if (Math.abs(ga) < 1e-11 && Math.abs(gb) < 1e-11) break;
    const determinant = haa * hbb - hab * hab;
    const da = -(hbb * ga - hab * gb) / determinant;
    const db = -(haa * gb - hab * ga) / determinant;
    const gain = ga * da + gb * db;
    let size = 1;
    let next = loss(a + da, b + db);
    while (size > 1e-10 && !(next <= current + 1e-4 * size * gain)) {
      size /= 2;
      next = loss(a + size * da, b + size * db);
    }
    if (!(next < current)) {
      // Down to the last bit there is nothing more to gain.
      if (next === current) [a, b] = [a + size * da, b + size * db];
      break;
    }
    [a, b, current] = [a + size * da, b + size * db, next];
  }
  return a < 0 ? { kind: 'platt', a, b } : flat;
}
