import type { DeviceModelInUse } from './use-device-model.ts';
import { loadingPhase, type DeviceLoad } from './device-load.ts';

interface ModelStatusProps {
  readonly current: DeviceModelInUse;
  readonly onOpen: () => void;
}

/** In the page's head: which model this device has, and whether it can answer yet. */
export function ModelStatus({ current, onOpen }: ModelStatusProps) {
  const { model, load } = current;
  const words = statusWords(load);
  return (
    <button
      type="button"
      class={`model-status is-${load.kind}`}
      data-testid="model-status"
      data-state={load.kind}
      aria-label={`Model on this device: ${model}, ${words}`}
      onClick={onOpen}
    >
      <span class="status-dot" aria-hidden="true" />
      <span class="model-status-name">{model}</span>
      <span class="model-status-words">{words}</span>
    </button>
  );
}

function statusWords(load: DeviceLoad): string {
  if (load.kind === 'failed') return 'not available';
  if (load.kind === 'loading') return `${loadingPhase(load.progress)} ${Math.round((load.progress?.ratio ?? 0) * 100)}%`;
  const { backend, decodeTokensPerSecond } = load.loaded;
  const rate = decodeTokensPerSecond === undefined ? '' : ` · ${Math.round(decodeTokensPerSecond)} tokens/s`;
  return `ready · ${backend}${rate}`;
}
