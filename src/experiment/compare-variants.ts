// Every variant against the control, metric by metric: intervals that may be looked at any time.
import { alwaysValidP, mixtureEValue, mixtureScale, twoSidedWidth } from '../stats/confidence-sequence.ts';
import type { MeanAccumulator } from '../stats/mean-accumulator.ts';
import { errorOfDifference, type ValueRange } from '../stats/mean-difference.ts';
import type { Metric } from './metric.ts';
import type { Comparison, Effect, MetricMeasurement, VariantMeasurement } from './verdict.ts';

export interface LookRules {
  readonly alpha: number;
  readonly tightestAtUnits: number;
  /** Measured units of both together, below which nothing is said; half as many in each are needed as well. */
  readonly minimumUnits: number;
}

type Ranges = Readonly<Record<string, ValueRange>>;

/** How often, over the whole experiment, variants may be said to trigger different shares of their units when they don't. */
const UNLIKE_TRIGGERS_ALPHA = 0.001;

/** `compareVariants(measurements, analysis, metricsOf(definition))`: the first is the control. */
export function compareVariants(measurements: readonly VariantMeasurement[], rules: LookRules, metrics: readonly { readonly name: Metric['name']; readonly range: ValueRange }[]): readonly Comparison[] {
  const [control, ...others] = measurements;
  if (!control) return [];
  // Several variants share alpha (Bonferroni): any one of them surely better is enough to ship it.
  const shared = { ...rules, alpha: rules.alpha / Math.max(1, others.length) };
  const ranges: Ranges = Object.fromEntries(metrics.map(({ name, range }) => [name, range]));
  return others.flatMap((treated) => Object.keys(treated.metrics).flatMap((metric) => comparisonOf(metric, { control, treated }, { ...shared, range: ranges[metric] })));
}

type MetricRules = LookRules & { readonly range: ValueRange | undefined };

function comparisonOf(metric: string, { control, treated }: { readonly control: VariantMeasurement; readonly treated: VariantMeasurement }, rules: MetricRules): Comparison[] {
  const [before, after] = [control.metrics[metric], treated.metrics[metric]];
  if (!before || !after) return [];
  const triggered = isTriggeredAlike(before, after, rules) ? effectOf(before.triggered, after.triggered, rules) : null;
  const triggerRate = (before.triggered.count + after.triggered.count) / (before.all.count + after.all.count);
  const classes = Object.entries(after.byDeviceClass).map(([name, sum]) => {
    const matching = before.byDeviceClass[name];
    return [name, matching ? effectOf(matching, sum, rules) : null] as const;
  });
  return [
    {
      variant: treated.variant,
      metric,
      controlMean: before.all.mean,
      variantMean: after.all.mean,
      effect: effectOf(before.all, after.all, rules),
      triggered: triggered && { effect: triggered, triggerRate, diluted: triggered.difference * triggerRate },
      byDeviceClass: Object.fromEntries(classes),
    },
  ];
}

/**
 * A variant that makes people ask more often triggers more of them: then those triggered are other people in each variant, and
 * comparing them says nothing.
 */
function isTriggeredAlike(before: MetricMeasurement, after: MetricMeasurement, rules: MetricRules): boolean {
  const share = effectOf(triggerShare(before), triggerShare(after), { ...rules, alpha: UNLIKE_TRIGGERS_ALPHA, range: [0, 1] });
  return share === null || (share.low <= 0 && share.high >= 0);
}

/** One for each unit that was triggered, nought for each that wasn't. */
function triggerShare({ all, triggered }: MetricMeasurement): MeanAccumulator {
  const mean = all.count === 0 ? 0 : triggered.count / all.count;
  return { count: all.count, mean, m2: all.count * mean * (1 - mean) };
}

function effectOf(control: MeanAccumulator, treated: MeanAccumulator, { alpha, tightestAtUnits, minimumUnits, range }: MetricRules): Effect | null {
  const count = control.count + treated.count;
  if (count < minimumUnits || Math.min(control.count, treated.count) < minimumUnits / 2) return null;
  const difference = treated.mean - control.mean;
  const standardError = errorOfDifference(control, treated, range);
  // Values that are all alike have shown no spread, and what has no spread has no interval.
  if (standardError === 0) return null;
  const shape = { alpha, tightestAt: tightestAtUnits };
  const width = twoSidedWidth({ count, deviation: standardError * Math.sqrt(count) }, shape);
  const eValue = mixtureEValue({ z: difference / standardError, count, scale: mixtureScale(shape) });
  return { difference, low: difference - width, high: difference + width, pValue: alwaysValidP(eValue), units: count };
}
