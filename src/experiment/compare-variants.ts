// Every variant against the control, metric by metric: intervals that may be looked at any time.
import { alwaysValidP, mixtureEValue, mixtureScale, twoSidedWidth } from '../stats/confidence-sequence.ts';
import { varianceOf, type MeanAccumulator } from '../stats/mean-accumulator.ts';
import type { Comparison, Effect, VariantMeasurement } from './verdict.ts';

export interface LookRules {
  readonly alpha: number;
  readonly tightestAtUnits: number;
  /** Measured units of both together, below which nothing is said. */
  readonly minimumUnits: number;
}

/** `compareVariants(measurements, analysis)`: the first is the control. */
export function compareVariants(measurements: readonly VariantMeasurement[], rules: LookRules): readonly Comparison[] {
  const [control, ...others] = measurements;
  if (!control) return [];
  // Several variants share alpha (Bonferroni): any one of them surely better is enough to ship it.
  const shared = { ...rules, alpha: rules.alpha / Math.max(1, others.length) };
  return others.flatMap((treated) => Object.keys(treated.metrics).flatMap((metric) => comparisonOf(metric, control, treated, shared)));
}

function comparisonOf(metric: string, control: VariantMeasurement, treated: VariantMeasurement, rules: LookRules): Comparison[] {
  const [before, after] = [control.metrics[metric], treated.metrics[metric]];
  if (!before || !after) return [];
  const triggered = effectOf(before.triggered, after.triggered, rules);
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

function effectOf(control: MeanAccumulator, treated: MeanAccumulator, { alpha, tightestAtUnits, minimumUnits }: LookRules): Effect | null {
  const count = control.count + treated.count;
  if (count < minimumUnits || control.count < 2 || treated.count < 2) return null;
  const difference = treated.mean - control.mean;
  const standardError = Math.sqrt(varianceOf(control) / control.count + varianceOf(treated) / treated.count);
  const shape = { alpha, tightestAt: tightestAtUnits };
  const width = twoSidedWidth({ count, deviation: standardError * Math.sqrt(count) }, shape);
  const z = standardError === 0 ? 0 : difference / standardError;
  return { difference, low: difference - width, high: difference + width, pValue: alwaysValidP(mixtureEValue({ z, count, scale: mixtureScale(shape) })), units: count };
}
