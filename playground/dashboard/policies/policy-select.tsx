import { useId } from 'preact/hooks';
import type { PolicyNames } from './policy-names.ts';

interface PolicySelectProps {
  readonly label: string;
  readonly hashes: readonly string[];
  readonly value: string;
  readonly names: PolicyNames;
  readonly testId?: string;
  readonly onChange: (hash: string) => void;
}

export function PolicySelect({ label, hashes, value, names, testId, onChange }: PolicySelectProps) {
  const id = useId();
  return (
    <div class="field is-inline">
      <label for={id}>{label}</label>
      <select id={id} value={value} data-testid={testId} onChange={(event) => onChange(event.currentTarget.value)}>
        {hashes.map((hash) => (
          <option key={hash} value={hash}>
            {names(hash)}
          </option>
        ))}
      </select>
    </div>
  );
}
