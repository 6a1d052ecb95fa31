// Is a variant worse than the control, by more than it may be? One-sided, and right at every look.
import { oneSidedWidth } from '../stats/confidence-sequence.ts';
import { varianceOf, type MeanAccumulator } from '../stats/mean-accumulator.ts';
import type { Metric } from './metric.ts';
import type { GuardrailState } from './verdict.ts';

export interface GuardrailQuestion {
  readonly variant: string;
  readonly metric: Pick<Metric, 'name' | 'direction'>;
  /** How much worse it may be, in the metric's unit. */
  readonly margin: number;
  readonly control: MeanAccumulator;
  readonly treated: MeanAccumulator;
  /** How often a breach may be cried that is none; several guardrails share what there is. */
  readonly alpha: number;
  readonly tightestAt: number;
  /** Measured units of both together, below which nothing is said. */
  readonly minimumUnits: number;
}

/** Below so many in either arm a mean has no spread worth the name. */
const FEWEST_IN_AN_ARM = 25;

/**
 * @example judgeGuardrail({ …, margin: 0.02, control: errorsOfA, treated: errorsOfB }).state // 'breached'
 */
export function judgeGuardrail(question: GuardrailQuestion): GuardrailState {
  const { variant, metric, margin, control, treated, minimumUnits, alpha, tightestAt } = question;
  const about = { variant, metric: metric.name, margin };
  const count = control.count + treated.count;
  if (count < minimumUnits || Math.min(control.count, treated.count) < FEWEST_IN_AN_ARM) {
    return { ...about, worseAtLeast: null, worseAtMost: null, state: 'unknown' };
  }
  const sign = metric.direction === 'lower' ? 1 : -1;
  const worse = sign * (treated.mean - control.mean);
  const standardError = Math.sqrt(varianceOf(control) / control.count + varianceOf(treated) / treated.count);
  const width = oneSidedWidth({ count, deviation: standardError * Math.sqrt(count) }, { alpha, tightestAt });
  const worseAtLeast = worse - width;
  const worseAtMost = worse + width;
  return { ...about, worseAtLeast, worseAtMost, state: stateOf(worseAtLeast, worseAtMost, margin) };
}

function stateOf(atLeast: number, atMost: number, margin: number): GuardrailState['state'] {
  if (atLeast > margin) return 'breached';
  return atMost <= margin ? 'holds' : 'unknown';
}
