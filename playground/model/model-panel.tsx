import { DEVICE_MODELS } from '../../src/catalog/device-models.ts';
import type { ServedPolicy } from '../options/fetch-served-policy.ts';
import { describeCapability } from './describe-capability.ts';
import { HostedModels } from './hosted-models.tsx';
import { judgeModel } from './judge-model.ts';
import { ModelChoice } from './model-choice.tsx';
import { useCapability } from './use-capability.ts';
import type { DeviceModels } from './use-device-model.ts';

interface ModelPanelProps {
  readonly models: DeviceModels;
  readonly served: ServedPolicy | undefined;
}

/** What can answer: the models for this device, and the hosted ones. */
export function ModelPanel({ models, served }: ModelPanelProps) {
  const capability = useCapability();
  const { current, incoming, choose, cancel } = models;
  return (
    <div class="panel-body">
      <section class="panel-section">
        <h3>On this device</h3>
        <p class="hint">{capability ? describeCapability(capability) : 'Looking at this device…'}</p>
        <ul class="model-choices">
          {DEVICE_MODELS.map((model) => (
            <ModelChoice
              key={model.id}
              model={model}
              verdict={capability && judgeModel(capability, model)}
              isInUse={model.id === current.model}
              load={[incoming, current].find((one) => one?.model === model.id)?.load}
              onChoose={() => choose(model.id)}
              onCancel={cancel}
            />
          ))}
        </ul>
      </section>
      <section class="panel-section">
        <h3>Hosted</h3>
        <HostedModels served={served} />
      </section>
    </div>
  );
}
