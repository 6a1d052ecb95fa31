import type { DecisionsAnswer } from '../../../src/wire/admin-api.ts';
import { formatCost } from '../../format/format-cost.ts';
import { formatDuration } from '../../format/format-duration.ts';
import type { AdminClient } from '../access/admin-client.ts';
import { useAdmin } from '../access/use-admin.ts';
import { addressOf } from '../navigate.ts';
import { Card } from '../page/card.tsx';
import { LoadedView } from '../page/loaded-view.tsx';
import { ROUTE_WORDS } from '../traffic/route-series.ts';
import { formatMoment } from '../words/format-moment.ts';
import { DecisionInspector } from './decision-inspector.tsx';
import { summariseDecision } from './decision-summary.ts';
import { TableHead } from '../page/table-head.tsx';

const load = (client: AdminClient) => client.get<DecisionsAnswer>('decisions?limit=50');

export function DecisionsView({ decisionId }: { readonly decisionId: string | undefined }) {
  return decisionId === undefined ? <RecentDecisions /> : <DecisionInspector key={decisionId} decisionId={decisionId} />;
}

function RecentDecisions() {
  const loaded = useAdmin(load);
  return (
    <>
      <h1 class="visually-hidden">Decisions</h1>
      <LoadedView loaded={loaded}>{({ decisions }) => (decisions.length === 0 ? <NoDecisions /> : <List decisions={decisions} />)}</LoadedView>
    </>
  );
}

function NoDecisions() {
  return (
    <section class="card empty" data-testid="no-decisions">
      <h2>No decision yet</h2>
      <p>
        The newest queries stand here, without their texts: where each went, why, and what another policy would have done with it. Ask something on the <a href="../">playground</a>, or{' '}
        <code>POST /v1/chat/completions</code>; it takes a few seconds to arrive.
      </p>
    </section>
  );
}

function List({ decisions }: DecisionsAnswer) {
  return (
    <Card title="Recent decisions" hint="The newest fifty, without their texts. Open one to see what another policy would have done." isWide testId="decisions">
      <div class="table-scroll">
        <table class="is-roomy">
          <TableHead columns={['When', 'Answered by', 'Why', 'Policy', { number: 'Took' }, { number: 'Cost' }]} />
          <tbody>
            {decisions.map((decision) => {
              const { id, at, route, reason, model, policy, latencyMs, costMicroUsd, experiment } = summariseDecision(decision);
              return (
                <tr key={id}>
                  <th scope="row" class="no-break">
                    <a href={addressOf('decisions', id)} data-testid="decision">
                      {formatMoment(at)}
                    </a>
                  </th>
                  <td>
                    <span class={`dot of-${route}`} aria-hidden="true" /> {route === 'unknown' ? 'not told' : ROUTE_WORDS[route]} <span class="hint">{model}</span>
                  </td>
                  <td>{reason && <code>{reason}</code>}</td>
                  <td>
                    {policy} {experiment !== null && <span class="hint">{experiment}</span>}
                  </td>
                  <td class="is-number">{latencyMs !== null && formatDuration(latencyMs)}</td>
                  <td class="is-number">{costMicroUsd !== null && formatCost(costMicroUsd)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
