import { ExampleButton } from './example-button.tsx';
import type { Example } from './example.ts';

interface ExampleListProps {
  readonly examples: readonly Example[];
  /** The one on this device. */
  readonly model: string;
  /** Two columns where there is room. */
  readonly isWide?: boolean;
  readonly onChoose: (example: Example) => void;
}

/** Questions to choose from. */
export function ExampleList({ examples, model, isWide = false, onChoose }: ExampleListProps) {
  return (
    <ul class={isWide ? 'example-list is-wide' : 'example-list'}>
      {examples.map((example) => (
        <li key={example.name}>
          <ExampleButton example={example} model={model} onChoose={onChoose} />
        </li>
      ))}
    </ul>
  );
}
