import type { DeviceModel } from '../../src/catalog/device-models.ts';
import { formatBytes } from '../format/format-bytes.ts';
import type { DeviceLoad } from './device-load.ts';
import type { ModelVerdict } from './judge-model.ts';
import { LoadBar } from './load-bar.tsx';

interface ModelChoiceProps {
  readonly model: DeviceModel;
  readonly verdict: ModelVerdict | undefined;
  readonly isInUse: boolean;
  /** How far it is, where it is in use or on its way. */
  readonly load: DeviceLoad | undefined;
  readonly onChoose: () => void;
  readonly onCancel: () => void;
}

/** One model of the catalog: its size, what this device makes of it, and the button that brings it here. */
export function ModelChoice({ model, verdict, isInUse, load, onChoose, onCancel }: ModelChoiceProps) {
  const isShipped = model.repository === undefined;
  const isHere = isInUse && load?.kind === 'ready';
  return (
    <li class={isInUse ? 'model-choice is-in-use' : 'model-choice'} data-testid="model-choice" data-model={model.id}>
      <div class="model-choice-head">
        <h4>{model.id}</h4>
        {isHere && <span class="badge is-device">in use</span>}
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
      <p class={verdict && !verdict.canRun ? 'model-verdict is-refused' : 'model-verdict'}>
        This device: {verdict?.sentence ?? 'looking…'}
      </p>
      {load?.kind === 'loading' && <LoadBar label={`Loading ${model.id}`} progress={load.progress} />}
      {load?.kind === 'failed' && <p class="notice is-warning">{load.message}</p>}
      {load?.kind === 'loading' && !isInUse && (
        <button type="button" class="button is-small" onClick={onCancel}>
          Cancel
        </button>
      )}
      {load?.kind !== 'loading' && !isHere && (
        <button type="button" class="button is-small" disabled={!verdict?.canRun} onClick={onChoose}>
          {load?.kind === 'failed' ? 'Try again' : isShipped ? 'Use' : `Download ${formatBytes(model.downloadBytes)}`}
        </button>
      )}
    </li>
  );
}

function formatParameters(parameters: number): string {
  return parameters >= 1e9 ? `${(parameters / 1e9).toFixed(1)} B` : `${Math.round(parameters / 1e6)} M`;
}
