import { useMemo } from 'preact/hooks';
import type { TrafficHour } from '../../../src/wire/admin-api.ts';
import { formatCost } from '../../format/format-cost.ts';
import { formatNumber } from '../words/format-count.ts';
import { shareWords } from './share-words.ts';
import { escalationOf } from './escalation.ts';
import { countByRoute } from './route-series.ts';
import { savingsOf } from './savings.ts';
import { shareInterval } from './share-interval.ts';

/** The numbers one looks at first. */
export function TrafficFigures({ hours }: { readonly hours: readonly TrafficHour[] }) {
  const { device, hosted, none } = useMemo(() => countByRoute(hours), [hours]);
  const { spent } = useMemo(() => savingsOf(hours), [hours]);
  const queries = device + hosted + none;
  const onDevice = shareWords(shareInterval(device, queries), queries);
  const { escalated, begun } = useMemo(() => escalationOf(hours), [hours]);
  const handedUp = shareWords(shareInterval(escalated, begun), begun);
  const failed = shareWords(shareInterval(none, queries), queries);
  return (
    <dl class="figures" data-testid="figures">
      <Figure label="Queries" value={formatNumber(queries)} note={`${formatNumber(hosted)} answered hosted`} />
      <Figure label="Answered on the device" value={onDevice.value} note={onDevice.note} />
      <Figure label="Begun on a device, handed up" value={handedUp.value} note={handedUp.note} />
      <Figure label="Without an answer" value={failed.value} note={failed.note} />
      <Figure label="Spent on hosted models" value={spent === 0 ? '$0' : formatCost(spent)} note={queries === 0 ? '' : `${spent === 0 ? '$0' : formatCost((spent / queries) * 1000)} per 1,000 queries`} />
    </dl>
  );
}

function Figure({ label, value, note }: { readonly label: string; readonly value: string; readonly note: string }) {
  return (
    <div class="figure">
      <dt>{label}</dt>
      <dd class="figure-value">{value}</dd>
      <dd class="hint">{note}</dd>
    </div>
  );
}
