import { useCallback, useMemo } from 'preact/hooks';
import type { TrafficReport } from '../../../src/wire/admin-api.ts';
import { Chart } from '../charts/chart.tsx';
import type { ChartSpec } from '../charts/chart-spec.ts';
import { Card } from '../page/card.tsx';
import { formatNumber } from '../words/format-count.ts';
import { formatLevel } from '../words/format-measure.ts';
import { calibrationError, reliabilityPoints, type ReliabilityPoint } from './reliability-points.ts';
import { rangeWords } from './share-words.ts';

/** Is the device right as often as it is sure? */
export function ReliabilityCard({ bins }: { readonly bins: TrafficReport['reliability'] }) {
  const points = useMemo(() => reliabilityPoints(bins), [bins]);
  const spec = useMemo(() => reliabilitySpec(points), [points]);
  const describe = useCallback((index: number) => pointWords(points[index]), [points]);
  const audited = points.reduce((sum, { count }) => sum + count, 0);
  const error = calibrationError(points);
  return (
    <Card title="Sure and right" hint="Audited answers of devices: how sure they were, and how often the hosted model agreed. On the line, sure is right." testId="reliability-card">
      {audited === 0 ? (
        <p class="muted">
          No answer was audited. A policy’s audit sample has a share of the queries answered twice, by device and hosted model, where the app’s user consents.
        </p>
      ) : (
        <Chart
          spec={spec}
          summary={`${formatNumber(audited)} audited. ${error === null ? 'Too few for more than a glance.' : `Confidence and agreement are ${formatLevel(error, 'share')} apart on average.`}`}
          legend={[{ label: 'Agreed, with 95 % interval', colour: 'device' }]}
          describe={describe}
          columns={[
            { label: 'Confidence', cell: (index) => binWords(points[index]) },
            { label: 'Audited', isNumber: true, cell: (index) => formatNumber(points[index]?.count ?? 0) },
            { label: 'Agreed', isNumber: true, cell: (index) => agreedWords(points[index]) },
          ]}
        />
      )}
    </Card>
  );
}

function reliabilitySpec(points: readonly ReliabilityPoint[]): ChartSpec {
  return {
    x: points.map(({ confidence }) => confidence),
    xKind: 'share',
    xRange: [0, 1],
    series: [{ label: 'Agreed', values: points.map(({ agreed }) => agreed.value), colour: 'device', look: 'points' }],
    whiskers: { low: points.map(({ agreed }) => agreed.low), high: points.map(({ agreed }) => agreed.high), colour: 'device' },
    yRange: () => [0, 1],
    formatY: (value) => `${Math.round(value * 100)}%`,
    hasDiagonal: true,
    height: 240,
  };
}

const percent = (share: number) => `${Math.round(share * 100)}%`;
const binWords = (point?: ReliabilityPoint) => (point ? `${percent(point.from)} to ${percent(point.to)}` : '');
const agreedWords = (point?: ReliabilityPoint) => (point ? `${percent(point.agreed.value)}, ${rangeWords(point.agreed)}` : '');
const pointWords = (point?: ReliabilityPoint) =>
  point ? `${percent(point.confidence)} sure: agreed ${agreedWords(point)} (${formatNumber(point.count)} audited)` : '';
