import type { PrivacyClass } from '../../src/query/query.ts';
import { loadingPhase, type DeviceLoad } from '../model/device-load.ts';

interface LoadingNoteProps {
  readonly load: DeviceLoad;
  readonly privacy: PrivacyClass;
}

/** While the device can't answer: that asking works all the same, and who will answer. */
export function LoadingNote({ load, privacy }: LoadingNoteProps) {
  if (load.kind === 'ready') return null;
  const meanwhile =
    privacy === 'device-only'
      ? 'Nothing can answer a question that stays on this device until it is there.'
      : 'You can ask already: a hosted model answers meanwhile.';
  if (load.kind === 'idle' || load.kind === 'cancelled') {
    return <p class="hint">No model is loaded on this device. {privacy === 'device-only' ? 'Load one under Model: this question may not leave it.' : 'Hosted models answer.'}</p>;
  }
  if (load.kind === 'failed') {
    return (
      <p class="notice is-warning">
        The model on this device isn’t available: {load.message} {privacy !== 'device-only' && 'Hosted models answer.'}
      </p>
    );
  }
  const percent = Math.round((load.progress?.ratio ?? 0) * 100);
  return (
    <div class="loading-note">
      <progress class="load-bar" max={100} value={percent} aria-label="Loading the model onto this device" />
      <p class="hint">
        The model is {loadingPhase(load.progress)}. {meanwhile}
      </p>
    </div>
  );
}
