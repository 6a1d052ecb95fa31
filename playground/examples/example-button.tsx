import { Icon } from '../icons/icon.tsx';
import type { Example } from './example.ts';

const EXPECTATIONS = {
  device: { icon: 'device', label: 'stays on the device' },
  hosted: { icon: 'hosted', label: 'goes up' },
  escalated: { icon: 'up', label: 'begins on the device, goes up' },
} as const;

interface ExampleButtonProps {
  readonly example: Example;
  readonly onChoose: (example: Example) => void;
}

/** Fills the composer in; asking stays the person's own act. */
export function ExampleButton({ example, onChoose }: ExampleButtonProps) {
  const { icon, label } = EXPECTATIONS[example.expected];
  return (
    <button type="button" class="example" data-testid="scenario" onClick={() => onChoose(example)}>
      <span class={`source-mark is-small is-${example.expected === 'device' ? 'device' : 'hosted'}`} title={label}>
        <Icon name={example.privacy === 'device-only' ? 'lock' : icon} />
        <span class="visually-hidden">{label}: </span>
      </span>
      <span class="example-words">
        <span class="example-prompt">{example.prompt}</span>
        <span class="example-shows">{example.shows}</span>
      </span>
    </button>
  );
}
