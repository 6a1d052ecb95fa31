import { useCallback, useMemo } from 'preact/hooks';
import type { TrafficHour } from '../../../src/wire/admin-api.ts';
import { formatDuration } from '../../format/format-duration.ts';
import { Chart } from '../charts/chart.tsx';
import { fromZero, type ChartSpec } from '../charts/chart-spec.ts';
import { Card } from '../page/card.tsx';
import { stepsOf, type TimeRange } from '../range/time-range.ts';
import { formatNumber } from '../words/format-count.ts';
import { formatMoment } from '../words/format-moment.ts';
import { latencyRows, QUANTILES } from './latency-rows.ts';
import { latencySeries, ROUTE_WORDS } from './route-series.ts';
import { QuantileCell } from './quantile-cell.tsx';
import { TableHead } from '../page/table-head.tsx';

const LINES = [
  { route: 'device', share: 0.5, label: 'Device, half', colour: 'device', look: 'line' },
  { route: 'device', share: 0.9, label: 'Device, 90 %', colour: 'device', look: 'dashed' },
  { route: 'hosted', share: 0.5, label: 'Hosted, half', colour: 'hosted', look: 'line' },
  { route: 'hosted', share: 0.9, label: 'Hosted, 90 %', colour: 'hosted', look: 'dashed' },
] as const;

export function LatencyCard({ hours, range }: { readonly hours: readonly TrafficHour[]; readonly range: TimeRange }) {
  const rows = useMemo(() => latencyRows(hours), [hours]);
  const { spec, starts, values } = useMemo(() => latencySpec(hours, range), [hours, range]);
  const cell = useCallback((line: number, step: number) => durationOrFew(values[line]?.[step] ?? null), [values]);
  const describe = useCallback(
    (step: number) => `${formatMoment(starts[step] ?? 0)}: ${LINES.map(({ label }, line) => `${label} ${cell(line, step)}`).join(' · ')}`,
    [starts, cell],
  );
  return (
    <Card title="How long it took" hint="Half, 90 % and 99 % of the answers took at most this long. In brackets: 95 % interval." isWide testId="latency-card">
      <div class="table-scroll">
        <table>
          <TableHead columns={['Route', { number: 'Measured' }, ...QUANTILES.map((share) => ({ number: `p${share * 100}` }))]} />
          <tbody>
            {rows.map(({ route, what, count, quantiles }) => (
              <tr key={`${route} ${what}`}>
                <th scope="row">
                  {ROUTE_WORDS[route]}, {what}
                </th>
                <td class="is-number">{formatNumber(count)}</td>
                {quantiles.map((quantile, index) => (
                  <QuantileCell key={QUANTILES[index]} quantile={quantile} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length === 0 && <p class="muted">Nothing was measured.</p>}
      {values.some((line) => line.some((value) => value !== null)) && (
        <Chart
          spec={spec}
          summary="Time to the whole answer: the median and the 90th percentile of each route over time. Steps with too few answers are left out."
          legend={LINES.map(({ label, colour, look }) => ({ label, colour, look }))}
          describe={describe}
          columns={[
            { label: 'From', cell: (step) => formatMoment(starts[step] ?? 0) },
            ...LINES.map(({ label }, line) => ({ label, isNumber: true, cell: (step: number) => cell(line, step) })),
          ]}
        />
      )}
    </Card>
  );
}

function latencySpec(hours: readonly TrafficHour[], range: TimeRange) {
  const starts = stepsOf(range);
  const values = LINES.map(({ route, share }) => latencySeries(hours, range, route, share));
  // In the middle of the step that it is of.
  const x = starts.map((start) => (start + range.stepMs / 2) / 1000);
  const spec: ChartSpec = {
    x,
    xKind: 'time',
    xRange: [range.fromMs / 1000, range.toMs / 1000],
    series: LINES.map(({ label, colour, look }, line) => ({ label, colour, look, values: values[line] ?? [] })),
    yRange: fromZero,
    formatY: (value) => (value === 0 ? '0' : formatDuration(value)),
    height: 200,
  };
  return { spec, starts, values };
}

const durationOrFew = (value: number | null) => (value === null ? 'too few' : formatDuration(value));
