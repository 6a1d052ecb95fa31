// The whole: the key, the views, and what is common to them.
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { createAdminClient } from '../access/admin-client.ts';
import type { AdminFailure } from '../access/admin-failure.ts';
import { KeyForm } from '../access/key-form.tsx';
import { notesOfParts } from '../access/router-parts.ts';
import { useAdminKey } from '../access/use-admin-key.ts';
import { useRouterParts, type RouterParts } from '../access/use-router-parts.ts';
import { useStoredState } from '../../storage/use-stored-state.ts';
import { DecisionsView } from '../decisions/decisions-view.tsx';
import { ExperimentsView } from '../experiments/experiments-view.tsx';
import type { Place } from '../navigate.ts';
import { PoliciesView } from '../policies/policies-view.tsx';
import { isRangeName, type RangeName } from '../range/time-range.ts';
import { TrafficView } from '../traffic/traffic-view.tsx';
import { usePlace } from '../use-place.ts';
import { DashboardContext } from './dashboard-context.ts';
import { DashboardHead } from './dashboard-head.tsx';
import { RangeChoice } from './range-choice.tsx';
import { ViewTabs } from './view-tabs.tsx';

export function DashboardPage() {
  const [key, setKey] = useAdminKey();
  const [refusal, setRefusal] = useState<AdminFailure>();
  const [range, setRange] = useStoredState<RangeName>('dashboard-range', '24h', isRangeName);
  const [refreshCount, setRefreshCount] = useState(0);
  const [loadedAt, setLoadedAt] = useState<number>();
  const place = usePlace();
  const parts = useRouterParts();
  const refresh = useCallback(() => setRefreshCount((count) => count + 1), []);
  const onRefused = useCallback(
    (failure: AdminFailure) => {
      setRefusal(failure);
      setKey(undefined);
    },
    [setKey],
  );
  const client = useMemo(() => (key === undefined ? undefined : createAdminClient(key)), [key]);
  const dashboard = useMemo(
    () => client && { client, range, parts, refreshCount, refresh, onRefused, onLoaded: setLoadedAt },
    [client, range, parts, refreshCount, refresh, onRefused],
  );
  const main = useFocusOnChange(place);

  return (
    <div class="dashboard">
      <DashboardHead
        loadedAt={loadedAt}
        onRefresh={client && refresh}
        onForget={
          client &&
          (() => {
            setRefusal(undefined);
            setKey(undefined);
          })
        }
      />
      {dashboard && (
        <div class="view-bar">
          <ViewTabs view={place.view} />
          {place.view === 'traffic' && <RangeChoice range={range} onRange={setRange} />}
        </div>
      )}
      <main ref={main} class="view" tabIndex={-1} aria-label={place.view} data-testid="view">
        <div role="status">{parts && <PartNotes parts={parts} />}</div>
        {dashboard ? (
          <DashboardContext.Provider value={dashboard}>
            <View place={place} />
          </DashboardContext.Provider>
        ) : (
          <KeyForm
            refusal={refusal}
            onKey={(given) => {
              setRefusal(undefined);
              setKey(given);
            }}
          />
        )}
      </main>
    </div>
  );
}

function View({ place: { view, item } }: { readonly place: Place }) {
  if (view === 'policies') return <PoliciesView />;
  if (view === 'experiments') return <ExperimentsView experiment={item} />;
  if (view === 'decisions') return <DecisionsView decisionId={item} />;
  return <TrafficView />;
}

/** What the router says of itself that leaves a part of this page empty. */
function PartNotes({ parts }: { readonly parts: RouterParts }) {
  const notes = notesOfParts(parts.off);
  if (parts.fault === undefined && notes.length === 0) return null;
  return (
    <div class="notice is-warning part-notes" data-testid="part-notes">
      {parts.fault !== undefined && (
        <p>
          <strong>A setting of the router is faulty.</strong> {parts.fault}
        </p>
      )}
      {notes.map(({ part, words }) => (
        <p key={part}>{words}</p>
      ))}
    </div>
  );
}

/** Who goes to another view by keyboard or screen reader goes on there, not at the top of the page. */
function useFocusOnChange({ view, item }: Place) {
  const main = useRef<HTMLElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    document.title = `Phirst: ${item ?? view}`;
    if (isFirst.current) isFirst.current = false;
    else main.current?.focus({ preventScroll: true });
  }, [view, item]);
  return main;
}
