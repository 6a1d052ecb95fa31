import { useState } from 'preact/hooks';
import type { DeviceReport } from '../../client-sdk/device/device-session.ts';
import { DEVICE_MODELS } from '../../src/catalog/device-models.ts';
import type { ServedPolicy } from '../options/fetch-served-policy.ts';
import { describeCapability } from './describe-capability.ts';
import { describeDevice } from './describe-device.ts';
import { HostedModels } from './hosted-models.tsx';
import { KeptFiles } from './kept-files.tsx';
import { ModelChoice } from './model-choice.tsx';
import { ModelFacts } from './model-facts.tsx';
import type { DeviceModels } from './use-device-model.ts';
import { useVerdicts } from './use-verdicts.ts';

interface ModelPanelProps {
  readonly models: DeviceModels;
  readonly report: DeviceReport;
  readonly served: ServedPolicy | undefined;
  readonly isAnswering: boolean;
}

/** What can answer: the models for this device, and the hosted ones. */
export function ModelPanel({ models, report, served, isAnswering }: ModelPanelProps) {
  const { current, incoming, choose, cancel, unload } = models;
  const [deletions, setDeletions] = useState(0);
  const verdicts = useVerdicts(served?.policy, `${current.load.kind} ${incoming?.load.kind} ${deletions}`);
  const capability = verdicts?.[0]?.capability;
  return (
    <div class="panel-body">
      <section class="panel-section">
        <h3>On this device</h3>
        <p class="hint">{capability ? describeCapability(capability) : 'Looking at this device…'}</p>
        <ul class="model-choices">
          {DEVICE_MODELS.map((model) => {
            const isInUse = model.id === current.model;
            const load = [incoming, current].find((one) => one?.model === model.id)?.load;
            return (
              <ModelChoice
                key={model.id}
                model={model}
                verdict={verdicts?.find((verdict) => verdict.model === model.id)}
                isInUse={isInUse}
                load={load}
                isAnswering={isAnswering}
                onLoad={() => choose(model.id)}
                onCancel={() => cancel(model.id)}
                onUnload={unload}
              >
                {isInUse && load?.kind !== 'loading' && <ModelFacts report={report} inWords={describeDevice(load ?? current.load, report)} />}
              </ModelChoice>
            );
          })}
        </ul>
        <KeptFiles client={current.client} usedBytes={capability?.storageUsageBytes} onDeleted={() => setDeletions((count) => count + 1)} />
      </section>
      <section class="panel-section">
        <h3>Hosted</h3>
        <HostedModels served={served} />
      </section>
    </div>
  );
}
