import { useMemo, useState } from 'preact/hooks';
import type { TrafficHour } from '../../../src/wire/admin-api.ts';
import { Card } from '../page/card.tsx';
import { formatNumber } from '../words/format-count.ts';
import { formatPercent } from '../../format/format-percent.ts';
import { reasonCounts } from './reason-counts.ts';
import { ROUTE_WORDS } from './route-series.ts';

const SHOWN = 7;

export function ReasonsCard({ hours }: { readonly hours: readonly TrafficHour[] }) {
  const reasons = useMemo(() => reasonCounts(hours), [hours]);
  const [isWhole, setIsWhole] = useState(false);
  const most = reasons[0]?.count ?? 1;
  return (
    <Card title="Why there" hint="Every decision has one reason." testId="reasons-card">
      <ul class="reasons">
        {(isWhole ? reasons : reasons.slice(0, SHOWN)).map(({ reason, route, sentence, count, share }) => (
          <li key={`${route} ${reason}`} title={sentence}>
            <span class="reason-name">
              <code>{reason}</code> <span class="hint">{ROUTE_WORDS[route]}</span>
            </span>
            <span class="reason-count">
              {formatNumber(count)} <span class="hint">{formatPercent(share)}</span>
            </span>
            <span class={`reason-bar of-${route}`} aria-hidden="true" style={{ width: `${Math.max(0.5, (count / most) * 100)}%` }} />
            <span class="reason-sentence hint">{sentence}</span>
          </li>
        ))}
      </ul>
      {reasons.length > SHOWN && (
        <button type="button" class="text-button" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? 'Fewer' : `All ${reasons.length}`}
        </button>
      )}
    </Card>
  );
}
