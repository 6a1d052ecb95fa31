import { useCallback, useMemo } from 'preact/hooks';
import type { ExperimentReport } from '../../../src/wire/admin-api.ts';
import { Chart } from '../charts/chart.tsx';
import { aroundLevel, type ChartSpec } from '../charts/chart-spec.ts';
import { Card } from '../page/card.tsx';
import { formatNumber } from '../words/format-count.ts';
import { formatDifference, formatInterval } from '../words/format-measure.ts';
import { formatMoment } from '../words/format-moment.ts';
import { effectSeries, type EffectSeries } from './effect-series.ts';
import { metricFacts } from './metric-unit.ts';

const HOUR_SECONDS = 3600;

/** One metric: the difference to the control and its interval, as they were at every look. One chart for each variant. */
export function SequenceCard({ report, metric }: { readonly report: ExperimentReport; readonly metric: string }) {
  const all = useMemo(() => effectSeries(report.series, [metric]), [report.series, metric]);
  const { unit, direction } = metricFacts(metric, report.definition);
  const role = report.definition?.primary === metric ? 'The metric that decides.' : 'A guardrail.';
  return (
    <Card title={metric} hint={`${role} ${direction === 'higher' ? 'Higher' : 'Lower'} is better. The interval holds at every look at once.`} testId={`sequence-${metric}`}>
      {all.map((series) => (
        <Sequence key={series.variant} series={series} unit={unit} />
      ))}
    </Card>
  );
}

function Sequence({ series, unit }: { readonly series: EffectSeries; readonly unit: string }) {
  const spec = useMemo(() => sequenceSpec(series, unit), [series, unit]);
  const { at, difference, low, high, units, variant } = series;
  const effectAt = useCallback(
    (index: number) => {
      const [least, most] = [low[index] ?? 0, high[index] ?? 0];
      return `${formatDifference(difference[index] ?? 0, unit, most - least)} ${formatInterval({ low: least, high: most }, unit)}`;
    },
    [difference, low, high, unit],
  );
  const describe = useCallback((index: number) => `${formatMoment(at[index] ?? 0)}: ${effectAt(index)}, ${formatNumber(units[index] ?? 0)} units`, [at, units, effectAt]);
  const last = at.length - 1;
  return (
    <Chart
      spec={spec}
      summary={`${variant} against the control: ${effectAt(last)} from ${formatNumber(units[last] ?? 0)} units.`}
      legend={[
        { label: `${variant} − control`, colour: 'hosted', look: 'line' },
        { label: 'interval', colour: 'hosted', look: 'band' },
      ]}
      describe={describe}
      columns={[
        { label: 'At', cell: (index) => formatMoment(at[index] ?? 0) },
        { label: 'Difference [interval]', isNumber: true, cell: effectAt },
        { label: 'Units', isNumber: true, cell: (index) => formatNumber(units[index] ?? 0) },
      ]}
    />
  );
}

/** A band around a line; few looks stand as points with whiskers, since a band of one look has no width. */
function sequenceSpec({ at, difference, low, high }: EffectSeries, unit: string): ChartSpec {
  const x = at.map((moment) => moment / 1000);
  const isFew = x.length < 3;
  const [first, last] = [x[0] ?? 0, x.at(-1) ?? 0];
  const air = isFew ? HOUR_SECONDS : 0;
  return {
    x,
    xKind: 'time',
    xRange: [first - air, last + air],
    series: [
      { label: 'upper', values: high, colour: 'hosted', look: 'edge' },
      { label: 'lower', values: low, colour: 'hosted', look: 'edge' },
      { label: 'difference', values: difference, colour: 'hosted', look: isFew ? 'points' : 'line' },
    ],
    ...(isFew ? { whiskers: { low, high, colour: 'hosted' } } : { bands: [{ upper: 0, lower: 1, colour: 'hosted' }] }),
    yRange: aroundLevel(0),
    formatY: (value) => formatDifference(value, unit, Math.max(...high) - Math.min(...low) || 0.1).replace(/ points$/, ''),
    level: 0,
    height: 200,
  };
}
