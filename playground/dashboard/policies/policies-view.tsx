import { useMemo } from 'preact/hooks';
import { useAdmin } from '../access/use-admin.ts';
import { LoadedView } from '../page/loaded-view.tsx';
import { loadDeployed, type Deployed } from './deployed.ts';
import { DifferenceCard } from './difference-card.tsx';
import { HistoryCard } from './history-card.tsx';
import { InForceCard } from './in-force-card.tsx';
import { policyNames } from './policy-names.ts';
import { RolloutsCard } from './rollouts-card.tsx';

export function PoliciesView() {
  const loaded = useAdmin(loadDeployed);
  return (
    <>
      <h1 class="visually-hidden">Policies</h1>
      <LoadedView loaded={loaded}>{(deployed) => <Policies {...deployed} />}</LoadedView>
    </>
  );
}

function Policies({ answer, audit, policies }: Deployed) {
  const names = useMemo(() => policyNames(policies), [policies]);
  return (
    <div class="cards" data-testid="policies">
      <InForceCard answer={answer} names={names} />
      <RolloutsCard deployment={answer.deployment} names={names} />
      <DifferenceCard deployment={answer.deployment} policies={policies} names={names} />
      <HistoryCard audit={audit} names={names} />
    </div>
  );
}
