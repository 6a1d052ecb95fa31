import { useCallback, useMemo } from 'preact/hooks';
import type { TrafficHour } from '../../../src/wire/admin-api.ts';
import { Chart } from '../charts/chart.tsx';
import { stackedBars } from '../charts/stacked-bars.ts';
import { Card } from '../page/card.tsx';
import { stepsOf, type TimeRange } from '../range/time-range.ts';
import { formatCount, formatNumber } from '../words/format-count.ts';
import { formatMoment } from '../words/format-moment.ts';
import { countByRoute, ROUTE_WORDS, ROUTES, routeSeries } from './route-series.ts';

const COLOURS = { device: 'device', hosted: 'hosted', none: 'fault' } as const;

export function QueriesCard({ hours, range }: { readonly hours: readonly TrafficHour[]; readonly range: TimeRange }) {
  const { series, spec, starts } = useMemo(() => {
    const counted = routeSeries(hours, range);
    const begins = stepsOf(range);
    const parts = ROUTES.map((route) => ({ label: ROUTE_WORDS[route], colour: COLOURS[route], values: counted[route] }));
    return { series: counted, starts: begins, spec: stackedBars(begins, range.stepMs, parts, wholeNumber) };
  }, [hours, range]);
  const describe = useCallback(
    (step: number) => `${formatMoment(starts[step] ?? 0)}: ${ROUTES.map((route) => `${ROUTE_WORDS[route]} ${formatNumber(series[route][step] ?? 0)}`).join(', ')}`,
    [series, starts],
  );
  const counts = countByRoute(hours);
  const summary = `${formatCount(counts.device, 'query', 'queries')} answered on the device, ${formatNumber(counts.hosted)} by hosted models, ${formatNumber(counts.none)} without an answer.`;
  return (
    <Card title="Queries by route" isWide testId="queries-card">
      <Chart
        spec={spec}
        summary={summary}
        legend={ROUTES.map((route) => ({ label: ROUTE_WORDS[route], colour: COLOURS[route] }))}
        describe={describe}
        columns={[
          { label: 'From', cell: (step) => formatMoment(starts[step] ?? 0) },
          ...ROUTES.map((route) => ({ label: ROUTE_WORDS[route], isNumber: true, cell: (step: number) => formatNumber(series[route][step] ?? 0) })),
        ]}
      />
    </Card>
  );
}

/** There is no half of a query: where few were asked, the lines between whole numbers have no label. */
const wholeNumber = (value: number) => (Number.isInteger(value) ? formatNumber(value) : '');
