import { Icon } from '../icons/icon.tsx';
import { describeExample } from './describe-example.ts';
import type { Example } from './example.ts';

interface ExampleButtonProps {
  readonly example: Example;
  /** The one on this device. */
  readonly model: string;
  readonly onChoose: (example: Example) => void;
}

/** Fills the composer in; asking stays the person's own act. */
export function ExampleButton({ example, model, onChoose }: ExampleButtonProps) {
  const { icon, label, shows } = describeExample(example, model);
  return (
    <button type="button" class="example" data-testid="scenario" onClick={() => onChoose(example)}>
      <span class={`source-mark is-small is-${example.expected === 'device' ? 'device' : 'hosted'}`} title={label}>
        <Icon name={icon} />
        <span class="visually-hidden">{label}: </span>
      </span>
      <span class="example-words">
        <span class="example-prompt">{example.prompt}</span>
        <span class="example-shows">{shows}</span>
      </span>
    </button>
  );
}
