import type { DeviceVerdict } from '../../client-sdk/device/judge-device.ts';
import type { DeviceModel } from '../../src/catalog/device-models.ts';
import { formatBytes } from '../format/format-bytes.ts';
import type { DeviceLoad } from './device-load.ts';

interface ModelButtonProps {
  readonly model: DeviceModel;
  readonly verdict: DeviceVerdict | undefined;
  readonly load: DeviceLoad | undefined;
  readonly isInUse: boolean;
  readonly isAnswering: boolean;
  readonly onLoad: () => void;
  readonly onCancel: () => void;
  readonly onUnload: () => void;
}

/** What can be done with a model now. One button whatever it says, so that the keyboard's focus stays on it. */
export function ModelButton(props: ModelButtonProps) {
  const { words, run, isOff } = whatNow(props);
  return (
    <button
      type="button"
      class="button is-small"
      data-testid="model-button"
      aria-label={`${words}: ${props.model.id}`}
      aria-disabled={isOff}
      onClick={() => !isOff && run()}
    >
      {words}
    </button>
  );
}

function whatNow({ model, verdict, load, isInUse, isAnswering, onLoad, onCancel, onUnload }: ModelButtonProps) {
  if (load?.kind === 'loading') return { words: 'Cancel', run: onCancel, isOff: false };
  // The answer that is running would be lost with it.
  if (isInUse && load?.kind === 'ready') return { words: 'Unload', run: onUnload, isOff: isAnswering };
  const isOff = verdict?.verdict !== 'can_run';
  if (load?.kind === 'failed') return { words: 'Try again', run: onLoad, isOff };
  if (verdict?.isCached) return { words: 'Load', run: onLoad, isOff };
  const verb = model.repository === undefined ? 'Load' : 'Download';
  return { words: `${verb} ${formatBytes(model.downloadBytes)}`, run: onLoad, isOff };
}
