import { useMemo } from 'preact/hooks';
import type { TrafficHour } from '../../../src/wire/admin-api.ts';
import { formatCost } from '../../format/format-cost.ts';
import { Card } from '../page/card.tsx';
import { formatLevel } from '../words/format-measure.ts';
import type { Observer } from './observers.ts';
import { savingsOf } from './savings.ts';
import { rangeWords } from './share-words.ts';
import { Fact } from '../page/fact.tsx';

/** What was spent against what it would have cost if a hosted model had answered everything. */
export function CostCard({ hours, observer }: { readonly hours: readonly TrafficHour[]; readonly observer: Observer }) {
  const { spent, avoided, share } = useMemo(() => savingsOf(hours), [hours]);
  const whole = spent + avoided;
  return (
    <Card title="Cost against all hosted" hint="What the hosted models took, and what they would have taken for the answers that the device gave." testId="cost-card">
      {whole === 0 ? (
        <p class="muted">{observer === 'edge' ? 'Nothing was spent. What the device saved is told by apps that turn events on.' : 'Nothing was spent, and no price of an avoided answer is known.'}</p>
      ) : (
        <>
          <p class="big-figure">
            {share === null ? (spent === 0 ? 'Nothing was spent' : 'Too few for a share') : `${formatLevel(share.value, 'share', share.high - share.low)} saved`}
            {share !== null && <span class="hint">{rangeWords(share)}</span>}
          </p>
          <div class="share-bar" aria-hidden="true">
            <span class="of-device" style={{ width: `${(avoided / whole) * 100}%` }} />
            <span class="of-hosted" style={{ width: `${(spent / whole) * 100}%` }} />
          </div>
          <dl class="facts">
            <Fact label="Spent" value={money(spent)} />
            <Fact label="Avoided (estimate)" value={money(avoided)} />
            <Fact label="All hosted (estimate)" value={money(whole)} />
          </dl>
          <p class="hint">
            95 % interval, as if queries were independent of each other. What is avoided is estimated by the policy’s prices and the usual length of an answer.
          </p>
        </>
      )}
    </Card>
  );
}

const money = (microUsd: number) => (microUsd === 0 ? '$0' : formatCost(microUsd));
