import { Icon } from '../icons/icon.tsx';
import { describeExample } from './describe-example.ts';
import type { Example } from './example.ts';

interface ChosenExampleProps {
  readonly example: Example;
  /** The one on this device. */
  readonly model: string;
  readonly onDrop: () => void;
}

/** Above the composer: what the chosen example shows and what it brings along. */
export function ChosenExample({ example, model, onDrop }: ChosenExampleProps) {
  return (
    <p class="chosen-example">
      <span>
        <strong>{example.name}.</strong> {describeExample(example, model).shows}
        {example.context !== undefined && ' A document goes with it.'}
      </span>
      <button type="button" class="icon-button is-small" aria-label="Leave the example" onClick={onDrop}>
        <Icon name="close" />
      </button>
    </p>
  );
}
