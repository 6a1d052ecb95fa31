import { useCallback } from 'preact/hooks';
import type { DeploymentAnswer, ExperimentReport } from '../../../src/wire/admin-api.ts';
import type { AdminClient } from '../access/admin-client.ts';
import { useAdmin } from '../access/use-admin.ts';
import { addressOf } from '../navigate.ts';
import { LoadedView } from '../page/loaded-view.tsx';
import { policyNames } from '../policies/policy-names.ts';
import { AlarmsCard } from './alarms-card.tsx';
import { DeviceClassesCard } from './device-classes-card.tsx';
import { EffectsCard } from './effects-card.tsx';
import { GuardrailsCard } from './guardrails-card.tsx';
import { metricsInOrder } from './metric-order.ts';
import { SequenceCard } from './sequence-card.tsx';
import { UnitsCard } from './units-card.tsx';
import { VerdictCard } from './verdict-card.tsx';

interface Loaded {
  readonly report: ExperimentReport;
  readonly answer: DeploymentAnswer;
}

async function load(client: AdminClient, key: string): Promise<Loaded> {
  const [report, answer] = await Promise.all([client.get<ExperimentReport>(`experiments/${encodeURIComponent(key)}`), client.get<DeploymentAnswer>('deployment')]);
  return { report, answer };
}

export function ExperimentView({ experiment }: { readonly experiment: string }) {
  const loaded = useAdmin(useCallback((client: AdminClient) => load(client, experiment), [experiment]));
  return (
    <>
      <p class="back">
        <a href={addressOf('experiments')}>All experiments</a>
      </p>
      <LoadedView loaded={loaded}>{({ report, answer }) => <OneExperiment report={report} answer={answer} />}</LoadedView>
    </>
  );
}

function OneExperiment({ report, answer }: Loaded) {
  const running = answer.deployment.experiments.find(({ key }) => key === report.key);
  return (
    <div class="cards" data-testid="experiment">
      <VerdictCard report={report} running={running} sequence={answer.deployment.sequence} names={policyNames(answer.policies)} />
      {metricsInOrder(report).map((metric) => (
        <SequenceCard key={metric} report={report} metric={metric} />
      ))}
      <EffectsCard report={report} />
      <GuardrailsCard report={report} />
      <UnitsCard report={report} />
      <DeviceClassesCard report={report} />
      <AlarmsCard alarms={report.alarms} />
    </div>
  );
}
