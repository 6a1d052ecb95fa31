import { Icon } from '../icons/icon.tsx';
import type { Example } from './example.ts';

interface ChosenExampleProps {
  readonly example: Example;
  readonly onDrop: () => void;
}

/** Above the composer: what the chosen example shows and what it brings along. */
export function ChosenExample({ example, onDrop }: ChosenExampleProps) {
  return (
    <p class="chosen-example">
      <span>
        <strong>{example.name}.</strong> {example.shows}
        {example.context !== undefined && ' A document goes with it.'}
      </span>
      <button type="button" class="icon-button is-small" aria-label="Leave the example" onClick={onDrop}>
        <Icon name="close" />
      </button>
    </p>
  );
}
