import type { SeriesPoint } from '../../../src/wire/admin-api.ts';

export interface EffectSeries {
  readonly metric: string;
  readonly variant: string;
  readonly at: readonly number[];
  readonly difference: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly units: readonly number[];
}

/** One series for each metric and variant, oldest first; the metrics in the order that is asked for. */
export function effectSeries(points: readonly SeriesPoint[], metrics: readonly string[]): readonly EffectSeries[] {
  return metrics.flatMap((metric) => {
    const ofMetric = points.filter((point) => point.metric === metric);
    const variants = [...new Set(ofMetric.map(({ variant }) => variant))];
    return variants.map((variant) => {
      const own = ofMetric.filter((point) => point.variant === variant).sort((one, other) => one.at - other.at);
      return {
        metric,
        variant,
        at: own.map(({ at }) => at),
        difference: own.map(({ difference }) => difference),
        low: own.map(({ low }) => low),
        high: own.map(({ high }) => high),
        units: own.map(({ units }) => units),
      };
    });
  });
}
