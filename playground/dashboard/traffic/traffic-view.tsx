import { useCallback, useMemo, useState } from 'preact/hooks';
import type { TrafficReport } from '../../../src/wire/admin-api.ts';
import type { AdminClient } from '../access/admin-client.ts';
import { useAdmin } from '../access/use-admin.ts';
import { useDashboard } from '../page/dashboard-context.ts';
import { LoadedView } from '../page/loaded-view.tsx';
import { RANGES, rangeAt, type RangeName, type TimeRange } from '../range/time-range.ts';
import { CostCard } from './cost-card.tsx';
import { LatencyCard } from './latency-card.tsx';
import { NoTraffic } from './no-traffic.tsx';
import { bestObserver, OBSERVER_WORDS, seenBy, type Observer } from './observers.ts';
import { ProvidersCard } from './providers-card.tsx';
import { QueriesCard } from './queries-card.tsx';
import { ReasonsCard } from './reasons-card.tsx';
import { ReliabilityCard } from './reliability-card.tsx';
import { TrafficFigures } from './traffic-figures.tsx';

interface RangedReport {
  readonly report: TrafficReport;
  readonly range: TimeRange;
  readonly name: RangeName;
}

async function loadTraffic(client: AdminClient, name: RangeName): Promise<RangedReport> {
  const now = Date.now();
  const range = rangeAt(name, now, new Date(now).getTimezoneOffset());
  return { report: await client.get<TrafficReport>(`traffic?fromMs=${range.fromMs}&toMs=${range.toMs}&stepMs=${range.stepMs}`), range, name };
}

export function TrafficView() {
  const { range } = useDashboard();
  const loaded = useAdmin(useCallback((client: AdminClient) => loadTraffic(client, range), [range]), RANGES[range].everyMs);
  return (
    <>
      <h1 class="visually-hidden">Traffic of {RANGES[range].words}</h1>
      <LoadedView loaded={loaded}>{(value) => <Traffic {...value} isStale={value.name !== range} />}</LoadedView>
    </>
  );
}

function Traffic({ report, range, name, isStale }: RangedReport & { readonly isStale: boolean }) {
  const { hours, providers, reliability } = report;
  const [chosen, setChosen] = useState<Observer>();
  const observer = chosen ?? bestObserver(hours);
  const seen = useMemo(() => seenBy(observer, hours), [observer, hours]);
  const hasBoth = new Set(hours.map((hour) => hour.observer)).size > 1;
  if (hours.length === 0 && providers.length === 0) return <NoTraffic words={RANGES[name].words} />;
  return (
    <div class={`cards ${isStale ? 'is-stale' : ''}`} aria-busy={isStale} data-testid="traffic">
      <div class="observer-bar">
        <p class="hint">{OBSERVER_WORDS[observer].hint}</p>
        {hasBoth && (
          <div class="field is-inline">
            <label for="observer">Seen by</label>
            <select id="observer" value={observer} onChange={(event) => setChosen(event.currentTarget.value as Observer)}>
              {(['client', 'edge'] as const).map((one) => (
                <option key={one} value={one}>
                  {OBSERVER_WORDS[one].label}
                </option>
              ))}
            </select>
          </div>
        )}
      </div>
      <TrafficFigures hours={seen} />
      <QueriesCard hours={seen} range={range} />
      <ReasonsCard hours={seen} />
      <CostCard hours={seen} observer={observer} />
      <LatencyCard hours={seen} range={range} />
      <ReliabilityCard bins={reliability} />
      <ProvidersCard hours={providers} />
    </div>
  );
}
