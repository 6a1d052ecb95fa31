// Is a variant worse than the control, by more than it may be? One-sided, and right at every look.
import { oneSidedWidth } from '../stats/confidence-sequence.ts';
import type { MeanAccumulator } from '../stats/mean-accumulator.ts';
import { errorOfDifference } from '../stats/mean-difference.ts';
import type { Metric } from './metric.ts';
import type { GuardrailState } from './verdict.ts';

export interface GuardrailQuestion {
  readonly variant: string;
  readonly metric: Pick<Metric, 'name' | 'direction' | 'range'>;
  /** How much worse it may be, in the metric's unit. */
  readonly margin: number;
  readonly control: MeanAccumulator;
  readonly treated: MeanAccumulator;
  /** How often a breach may be cried that is none; several guardrails share what there is. */
  readonly alarmAlpha: number;
  /** How often it may be said to hold when it doesn't. All of a variant's must hold before it ships, so they don't share. */
  readonly holdAlpha: number;
  readonly tightestAt: number;
  /** Measured units of both together, below which nothing is said; half as many in each are needed as well. */
  readonly minimumUnits: number;
}

/**
 * @example judgeGuardrail({ …, margin: 0.02, control: errorsOfA, treated: errorsOfB }).state // 'breached'
 */
export function judgeGuardrail(question: GuardrailQuestion): GuardrailState {
  const { variant, metric, margin, control, treated, minimumUnits, alarmAlpha, holdAlpha, tightestAt } = question;
  const about = { variant, metric: metric.name, margin };
  const count = control.count + treated.count;
  const isEnough = count >= minimumUnits && Math.min(control.count, treated.count) >= minimumUnits / 2;
  const standardError = isEnough ? errorOfDifference(control, treated, metric.range) : 0;
  // Values that are all alike have shown no spread: nothing is sure of them.
  if (standardError === 0) return { ...about, worseAtLeast: null, worseAtMost: null, state: 'unknown' };
  const sign = metric.direction === 'lower' ? 1 : -1;
  const worse = sign * (treated.mean - control.mean);
  const spread = { count, deviation: standardError * Math.sqrt(count) };
  const worseAtLeast = worse - oneSidedWidth(spread, { alpha: alarmAlpha, tightestAt });
  const worseAtMost = worse + oneSidedWidth(spread, { alpha: holdAlpha, tightestAt });
  return { ...about, worseAtLeast, worseAtMost, state: stateOf(worseAtLeast, worseAtMost, margin) };
}

function stateOf(atLeast: number, atMost: number, margin: number): GuardrailState['state'] {
  if (atLeast > margin) return 'breached';
  return atMost <= margin ? 'holds' : 'unknown';
}
