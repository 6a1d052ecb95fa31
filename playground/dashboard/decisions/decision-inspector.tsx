import { useCallback } from 'preact/hooks';
import type { DecisionsAnswer } from '../../../src/wire/admin-api.ts';
import { formatCost } from '../../format/format-cost.ts';
import { formatDuration } from '../../format/format-duration.ts';
import { formatPercent } from '../../format/format-percent.ts';
import type { AdminClient } from '../access/admin-client.ts';
import { useAdmin } from '../access/use-admin.ts';
import { addressOf } from '../navigate.ts';
import { Card } from '../page/card.tsx';
import { LoadedView } from '../page/loaded-view.tsx';
import { loadDeployed, type Deployed } from '../policies/deployed.ts';
import { reasonSentence } from '../traffic/reason-counts.ts';
import { ROUTE_WORDS } from '../traffic/route-series.ts';
import { formatMoment } from '../words/format-moment.ts';
import { summariseDecision, type Decision } from './decision-summary.ts';
import { ReplayCard } from './replay-card.tsx';

interface Loaded {
  readonly decision: Decision | undefined;
  readonly deployed: Deployed;
}

async function load(client: AdminClient, id: string): Promise<Loaded> {
  const [{ decisions }, deployed] = await Promise.all([client.get<DecisionsAnswer>(`decisions/${encodeURIComponent(id)}`), loadDeployed(client)]);
  return { decision: decisions[0], deployed };
}

export function DecisionInspector({ decisionId }: { readonly decisionId: string }) {
  const loaded = useAdmin(useCallback((client: AdminClient) => load(client, decisionId), [decisionId]), 30_000);
  return (
    <>
      <p class="back">
        <a href={addressOf('decisions')}>Recent decisions</a>
      </p>
      <LoadedView loaded={loaded}>
        {({ decision, deployed }) =>
          decision && (
            <div class="cards">
              <SummaryCard decision={decision} />
              <ReplayCard events={decision.events} deployed={deployed} />
              <EventsCard decision={decision} />
            </div>
          )
        }
      </LoadedView>
    </>
  );
}

function SummaryCard({ decision }: { readonly decision: Decision }) {
  const { at, route, reason, model, policy, latencyMs, costMicroUsd, confidence, experiment } = summariseDecision(decision);
  const facts = [
    ['When', formatMoment(at)],
    ['Model', model],
    ['Policy', policy],
    ['Experiment', experiment],
    ['Confidence', confidence === null ? null : formatPercent(confidence)],
    ['Took', latencyMs === null ? null : formatDuration(latencyMs)],
    ['Cost', costMicroUsd === null ? null : formatCost(costMicroUsd)],
  ] as const;
  return (
    <Card title={route === 'unknown' ? 'Not told how it ended' : ROUTE_WORDS[route]} hint={reason === null ? undefined : `${reason}: ${reasonSentence(reason)}`} isWide testId="decision-summary">
      <dl class="facts">
        {facts.map(
          ([label, value]) =>
            value !== null && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </Card>
  );
}

function EventsCard({ decision: { events } }: { readonly decision: Decision }) {
  return (
    <Card title="What was told of it" hint="Numbers, names and codes: no text of anybody." isWide>
      <ul class="event-list">
        {events.map(({ event, standing, receivedAt }) => (
          <li key={event.id}>
            <details>
              <summary>
                {event.type} <span class="hint">by {event.observer === 'edge' ? 'the edge' : `an app (${standing})`}, {formatMoment(receivedAt)}</span>
              </summary>
              <pre class="event-body">{JSON.stringify(event, null, 2)}</pre>
            </details>
          </li>
        ))}
      </ul>
    </Card>
  );
}
