import type { ComponentChildren } from 'preact';
import { useCallback, useState } from 'preact/hooks';
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

const PAGE = 50;

/** The pages that were turned stay turned while one decision is looked at. */
export function DecisionsView({ decisionId }: { readonly decisionId: string | undefined }) {
  const [cursors, setCursors] = useState<readonly string[]>([]);
  // A page of its own for each turn: what stands on the last one never passes for the next, nor turns two at a click.
  return decisionId === undefined ? <DecisionPages key={cursors.length} cursors={cursors} onTurn={setCursors} /> : <DecisionInspector key={decisionId} decisionId={decisionId} />;
}

interface DecisionPagesProps {
  /** Of the pages that were turned, the last of them shown; none for the newest. */
  readonly cursors: readonly string[];
  readonly onTurn: (cursors: readonly string[]) => void;
}

function DecisionPages({ cursors, onTurn }: DecisionPagesProps) {
  const cursor = cursors.at(-1);
  const load = useCallback((client: AdminClient) => client.get<DecisionsAnswer>(`decisions?${new URLSearchParams({ limit: String(PAGE), ...(cursor !== undefined && { cursor }) })}`), [cursor]);
  const loaded = useAdmin(load);
  return (
    <>
      <h1 class="visually-hidden">Decisions</h1>
      <LoadedView loaded={loaded}>
        {({ decisions, cursor: next }) =>
          decisions.length === 0 && cursor === undefined ? (
            <NoDecisions />
          ) : (
            <List decisions={decisions}>
              <Pages hasNewer={cursors.length > 0} hasOlder={next !== null} onNewer={() => onTurn(cursors.slice(0, -1))} onOlder={() => next !== null && onTurn([...cursors, next])} />
            </List>
          )
        }
      </LoadedView>
    </>
  );
}

interface PagesProps {
  readonly hasNewer: boolean;
  readonly hasOlder: boolean;
  readonly onNewer: () => void;
  readonly onOlder: () => void;
}

function Pages({ hasNewer, hasOlder, onNewer, onOlder }: PagesProps) {
  return (
    <nav class="pages" aria-label="Pages of decisions">
      {hasNewer && (
        <button type="button" class="button is-small" data-testid="newer" onClick={onNewer}>
          Newer
        </button>
      )}
      {hasOlder ? (
        <button type="button" class="button is-small" data-testid="older" onClick={onOlder}>
          Older
        </button>
      ) : (
        <p class="hint">
          These are the oldest kept here; all others are in the log: <code>npx phirst log download events/</code>
        </p>
      )}
    </nav>
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

function List({ decisions, children }: Pick<DecisionsAnswer, 'decisions'> & { readonly children: ComponentChildren }) {
  return (
    <Card title="Recent decisions" hint="Newest first, without their texts. Open one to see what another policy would have done." isWide testId="decisions">
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
      {children}
    </Card>
  );
}
