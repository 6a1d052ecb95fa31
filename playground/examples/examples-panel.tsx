import type { Example, ExampleGroup } from './example.ts';
import { ExampleList } from './example-list.tsx';

interface ExamplesPanelProps {
  readonly groups: readonly ExampleGroup[];
  /** The one on this device. */
  readonly model: string;
  readonly onChoose: (example: Example) => void;
}

/** Things to try, by what they show. */
export function ExamplesPanel({ groups, model, onChoose }: ExamplesPanelProps) {
  return (
    <div class="panel-body" data-testid="scenario-list">
      <p class="hint">
        Choosing one fills in the question with its privacy and budgets. Each is asked on its own, without the
        conversation so far.
      </p>
      {groups.map(({ title, note, examples }) => (
        <section key={title} class="panel-section">
          <h3>{title}</h3>
          {note !== undefined && <p class="hint">{note}</p>}
          <ExampleList examples={examples} model={model} onChoose={onChoose} />
        </section>
      ))}
    </div>
  );
}
