import { useId } from 'preact/hooks';
import { INFERENCE_MODES, type InferenceMode } from '../../src/query/query.ts';

const MODE_LABELS: Readonly<Record<InferenceMode, string>> = {
  prefer_on_device: 'This device first',
  only_on_device: 'This device only',
  prefer_in_cloud: 'Hosted first',
  only_in_cloud: 'Hosted only',
};

interface ModeSelectProps {
  readonly mode: InferenceMode;
  readonly onChange: (mode: InferenceMode) => void;
}

/** Where the app wants answers from. */
export function ModeSelect({ mode, onChange }: ModeSelectProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>Where answers come from</label>
      <select id={id} data-testid="mode" value={mode} onChange={(event) => onChange(event.currentTarget.value as InferenceMode)}>
        {INFERENCE_MODES.map((one) => (
          <option key={one} value={one}>
            {MODE_LABELS[one]} ({one})
          </option>
        ))}
      </select>
    </div>
  );
}
