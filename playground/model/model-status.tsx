import type { DeviceReport } from '../../client-sdk/device/device-session.ts';
import { describeDevice } from './describe-device.ts';
import type { DeviceModelInUse } from './use-device-model.ts';

interface ModelStatusProps {
  readonly current: DeviceModelInUse;
  readonly report: DeviceReport;
  readonly onOpen: () => void;
}

/** In the page's head: which model this device has, and whether it can answer now. */
export function ModelStatus({ current: { model, load }, report, onOpen }: ModelStatusProps) {
  const { kind, words } = describeDevice(load, report);
  return (
    <>
      <button
        type="button"
        class={`model-status is-${kind}`}
        data-testid="model-status"
        data-state={kind}
        aria-label={`Model on this device: ${model}, ${words}`}
        onClick={onOpen}
      >
        <span class="status-dot" aria-hidden="true" />
        <span class="model-status-name">{model}</span>
        <span class="model-status-words">{words}</span>
      </button>
      <p class="visually-hidden" role="status">
        {/* Not every percent of the way. */}
        {kind === 'loading' ? '' : `The model on this device is ${words}.`}
      </p>
    </>
  );
}
