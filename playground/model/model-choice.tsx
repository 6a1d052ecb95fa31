import type { DeviceVerdict } from '../../client-sdk/device/judge-device.ts';
import type { DeviceModel } from '../../src/catalog/device-models.ts';
import { formatBytes } from '../format/format-bytes.ts';
import { describeVerdict } from './describe-verdict.ts';
import type { DeviceLoad } from './device-load.ts';
import { LoadBar } from './load-bar.tsx';
import { ModelButton } from './model-button.tsx';
import type { ComponentChildren } from 'preact';

interface ModelChoiceProps {
  readonly model: DeviceModel;
  readonly verdict: DeviceVerdict | undefined;
  readonly isInUse: boolean;
  /** How far it is, where it is in use or on its way. */
  readonly load: DeviceLoad | undefined;
  readonly isAnswering: boolean;
  readonly onLoad: () => void;
  readonly onCancel: () => void;
  readonly onUnload: () => void;
  /** More about it, where it is in use. */
  readonly children?: ComponentChildren;
}

/** One model of the catalog: its size, what this device makes of it, how far it is, and the button that goes on from there. */
export function ModelChoice(props: ModelChoiceProps) {
  const { model, verdict, isInUse, load, isAnswering, onLoad, onCancel, onUnload, children } = props;
  const isShipped = model.repository === undefined;
  const inWords = verdict && describeVerdict(verdict);
  return (
    <li
      class={isInUse ? 'model-choice is-in-use' : 'model-choice'}
      data-testid="model-choice"
      data-model={model.id}
      data-verdict={verdict?.verdict}
      data-load={load?.kind}
    >
      <div class="model-choice-head">
        <h4>{model.id}</h4>
        {isInUse && load?.kind === 'ready' && <span class="badge is-device">in use</span>}
        {verdict?.isCached && <span class="badge">kept on this device</span>}
        {!model.isTestedByUs && (
          <span class="badge" title="This project’s tests never ran it: its size is too much for them.">
            not tested by us
          </span>
        )}
      </div>
      <p class="hint">
        {formatParameters(model.parameters)} parameters · {formatBytes(model.downloadBytes)} download
        {isShipped ? ', shipped with this page' : ' from the Hugging Face hub'} · {formatBytes(model.memoryBytes)} of memory
      </p>
      <div class={inWords && !inWords.canRun ? 'model-verdict is-refused' : 'model-verdict'}>
        <p>This device: {inWords?.sentence ?? 'looking…'}</p>
        {inWords && inWords.reasons.length > 0 && (
          <ul class="model-reasons">
            {inWords.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        )}
      </div>
      {children}
      {load?.kind === 'loading' && <LoadBar label={`Loading ${model.id}`} progress={load.progress} />}
      {load?.kind === 'failed' && !isInUse && <p class="notice is-warning">{load.message}</p>}
      {load?.kind === 'cancelled' && <p class="hint">Cancelled. What has arrived is kept: the next download goes on from there, where the host allows it.</p>}
      <ModelButton
        model={model}
        verdict={verdict}
        load={load}
        isInUse={isInUse}
        isAnswering={isAnswering}
        onLoad={onLoad}
        onCancel={onCancel}
        onUnload={onUnload}
      />
    </li>
  );
}

function formatParameters(parameters: number): string {
  return parameters >= 1e9 ? `${(parameters / 1e9).toFixed(1)} B` : `${Math.round(parameters / 1e6)} M`;
}
