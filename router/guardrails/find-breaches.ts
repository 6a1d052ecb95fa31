// What an experiment's numbers call for. What the edge saw may withdraw a policy; what clients tell may only pause; and where
// units got lost by variant, no number can be trusted and everything waits.
import { DEFAULT_ERROR_SHARE } from '../../src/experiment/experiment.ts';
import { sizeWords } from '../../src/experiment/difference-words.ts';
import { judgeGuardrail } from '../../src/experiment/guardrail.ts';
import { metricsOf } from '../../src/experiment/metric-values.ts';
import type { GuardrailState, VariantMeasurement } from '../../src/experiment/verdict.ts';
import { NO_VALUES } from '../../src/stats/mean-accumulator.ts';
import { checkSampleRatio } from '../../src/stats/sample-ratio.ts';
import type { Subject } from '../experiments/subject.ts';
import type { MeasuredValues } from '../experiments/measured-values.ts';
import type { NewAlarm } from './alarm-ledger.ts';
import type { ErrorCount, ErrorWatch } from './error-watch.ts';

/** So many units of the variant have to be worse than the control's mean before what clients tell pauses anything. */
const FEWEST_AGREEING = 50;

export interface BookState {
  readonly subject: Subject;
  readonly measurements: readonly VariantMeasurement[];
  readonly errors: ErrorWatch;
  readonly values: MeasuredValues;
  readonly at: number;
}

/** In the order in which they matter. */
export function findBreaches(state: BookState): readonly NewAlarm[] {
  const lost = sampleRatioBreach(state);
  // Failures are counted against a fixed share; comparisons of variants that lost units say nothing.
  return [...errorBreaches(state), ...(lost.length > 0 ? lost : guardrailBreaches(state))];
}

/** Of every guardrail and variant, as the report shows them. */
export function guardrailStates({ definition }: Subject, measurements: readonly VariantMeasurement[]): readonly GuardrailState[] {
  const [control, ...others] = measurements;
  if (!definition || !control) return [];
  const { alpha, minimumUnits, tightestAtUnits } = definition.analysis;
  // Any alarm withdraws something, so all of them share; to ship, every guardrail of one variant has to hold.
  const alphas = { alarmAlpha: alpha / Math.max(1, definition.guardrails.length * others.length), holdAlpha: alpha / Math.max(1, others.length) };
  const metrics = metricsOf(definition);
  return others.flatMap((treated) =>
    definition.guardrails.flatMap(({ metric: name, margin }) => {
      const metric = metrics.find((candidate) => candidate.name === name);
      if (!metric) return [];
      const means = { control: control.metrics[name]?.all ?? NO_VALUES, treated: treated.metrics[name]?.all ?? NO_VALUES };
      return [judgeGuardrail({ variant: treated.variant, metric, margin, ...means, ...alphas, tightestAt: tightestAtUnits, minimumUnits })];
    }),
  );
}

/** The sentence for the audit log and whoever is told. */
export function describeErrors({ queries, failures, failing_units }: ErrorCount, acceptable: number): string {
  return `${failures} of ${queries} counted requests failed, of ${failing_units} units; ${percent(acceptable)} is acceptable.`;
}

function errorBreaches({ subject, errors, at }: BookState): NewAlarm[] {
  const acceptable = subject.definition?.errorShare ?? DEFAULT_ERROR_SHARE;
  return subject.running.variants.flatMap((variant, index) => {
    const count = errors.breach(index, acceptable);
    // The control is what everybody else has: its own policy's book watches it.
    if (!count || (index === 0 && subject.running.kind === 'experiment')) return [];
    return [{ at, kind: 'error_breaker', variant: variant.name, metric: 'error', ...withdrawal(subject, index), sentence: `Variant ${variant.name}: ${describeErrors(count, acceptable)}` }];
  });
}

function guardrailBreaches({ subject, measurements, values, at }: BookState): NewAlarm[] {
  const metrics = metricsOf(subject.definition);
  return guardrailStates(subject, measurements).flatMap(({ state, variant, metric: name, margin, worseAtLeast }) => {
    if (state !== 'breached') return [];
    const { observer, unit, direction } = metrics.find((candidate) => candidate.name === name)!;
    const index = measurements.findIndex((measurement) => measurement.variant === variant);
    const than = measurements[0]!.metrics[name]?.all.mean ?? 0;
    const agreeing = values.countBeyond({ variant: index, metric: name, direction: direction === 'lower' ? 'above' : 'below', than });
    if (observer === 'client' && agreeing < FEWEST_AGREEING) return [];
    const what = observer === 'edge' ? withdrawal(subject, index) : ({ action: 'pause', policy: null } as const);
    const sentence = `Variant ${variant} is worse in ${name} by at least ${sizeWords(worseAtLeast!, unit)}; ${sizeWords(margin, unit)} ${margin === 1 ? 'was' : 'were'} allowed (${agreeing} units).`;
    return [{ at, kind: 'guardrail', variant, metric: name, ...what, sentence }];
  });
}

function sampleRatioBreach({ subject: { running }, measurements, at }: BookState): NewAlarm[] {
  if (running.kind !== 'experiment') return [];
  const observed = measurements.map(({ exposedUnits }) => exposedUnits);
  const { isMismatch, expected } = checkSampleRatio(observed, running.variants.map(({ weight }) => weight));
  if (!isMismatch) return [];
  const sentence = `Units are missing from a variant: ${observed.join(' : ')} were seen where ${expected.map(Math.round).join(' : ')} belong. No other number of it can be trusted.`;
  return [{ at, kind: 'sample_ratio', variant: null, metric: null, action: 'pause', policy: null, sentence }];
}

/** Of one policy against itself nothing can be withdrawn but everybody's: that waits for a person. */
function withdrawal({ running: { kind, variants } }: Subject, index: number): Pick<NewAlarm, 'action' | 'policy'> {
  const { policy } = variants[index]!;
  const isShared = kind === 'experiment' && variants[0]!.policy === policy;
  return isShared ? { action: 'pause', policy: null } : { action: 'rollback', policy };
}

const percent = (share: number) => `${round(share * 100)} %`;
const round = (value: number) => String(Number(value.toPrecision(3)));
