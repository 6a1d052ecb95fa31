import type { ExperimentSummary } from '../../../src/wire/admin-api.ts';
import type { AdminClient } from '../access/admin-client.ts';
import { useAdmin } from '../access/use-admin.ts';
import { addressOf } from '../navigate.ts';
import { LoadedView } from '../page/loaded-view.tsx';
import { formatLevel } from '../words/format-measure.ts';
import { formatMoment } from '../words/format-moment.ts';
import { ExperimentView } from './experiment-view.tsx';
import { NoExperiments } from './no-experiments.tsx';
import { VerdictBadge } from './verdict-badge.tsx';

const load = (client: AdminClient) => client.get<readonly ExperimentSummary[]>('experiments');

export function ExperimentsView({ experiment }: { readonly experiment: string | undefined }) {
  return experiment === undefined ? <ExperimentList /> : <ExperimentView key={experiment} experiment={experiment} />;
}

function ExperimentList() {
  const loaded = useAdmin(load);
  return (
    <>
      <h1 class="visually-hidden">Experiments</h1>
      <LoadedView loaded={loaded}>{(list) => (list.length === 0 ? <NoExperiments /> : <List list={list} />)}</LoadedView>
    </>
  );
}

function List({ list }: { readonly list: readonly ExperimentSummary[] }) {
  return (
    <ul class="experiment-list" data-testid="experiment-list">
      {list.map(({ key, kind, status, startedAt, endedAt, coverage, verdict }) => (
        <li key={key} class="card">
          <div class="card-head">
            <h2>
              <a href={addressOf('experiments', key)} data-testid={`experiment-${key}`}>
                {key}
              </a>
            </h2>
            {isOpenEnded(status, verdict.kind) ? <span class="badge">Ended</span> : <VerdictBadge kind={verdict.kind} />}
          </div>
          {isOpenEnded(status, verdict.kind) ? (
            <p>
              It ended without a verdict. The <a href={addressOf('policies')}>history</a> says by whom and why.
            </p>
          ) : (
            <p>{verdict.sentence}</p>
          )}
          <p class="hint">
            {kind}, {status}, {formatLevel(coverage, 'share', 0.1)} of units, since {formatMoment(startedAt)}
            {endedAt !== null && ` until ${formatMoment(endedAt)}`}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** What has ended and was never decided mustn't say that it is to go on. */
function isOpenEnded(status: ExperimentSummary['status'], verdict: ExperimentSummary['verdict']['kind']): boolean {
  return status === 'stopped' && (verdict === 'keep_running' || verdict === 'collecting' || verdict === 'paused');
}
