import type { PrivacyClass } from '../../src/query/query.ts';
import { Icon } from '../icons/icon.tsx';

interface PrivacySwitchProps {
  readonly privacy: PrivacyClass;
  readonly onChange: (privacy: PrivacyClass) => void;
}

/** On: the text of the next questions can't leave this device, whatever else is set. */
export function PrivacySwitch({ privacy, onChange }: PrivacySwitchProps) {
  const isPrivate = privacy === 'device-only';
  return (
    <button
      type="button"
      role="switch"
      class="switch"
      aria-checked={isPrivate}
      data-testid="privacy"
      data-privacy={privacy}
      onClick={() => onChange(isPrivate ? 'any' : 'device-only')}
    >
      <span class="switch-track" aria-hidden="true">
        <span class="switch-thumb" />
      </span>
      <Icon name={isPrivate ? 'lock' : 'unlock'} />
      Stays on this device
    </button>
  );
}
