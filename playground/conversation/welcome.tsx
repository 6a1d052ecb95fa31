import type { Example } from '../examples/example.ts';
import { ExampleList } from '../examples/example-list.tsx';

interface WelcomeProps {
  readonly examples: readonly Example[];
  /** The one on this device. */
  readonly model: string;
  readonly hasStandInHost: boolean;
  readonly onChoose: (example: Example) => void;
}

/** What a newcomer reads first: what this is, in plain words, and something to click. */
export function Welcome({ examples, model, hasStandInHost, onChoose }: WelcomeProps) {
  return (
    <section class="welcome" aria-labelledby="welcome-title">
      <h1 id="welcome-title">
        Your device answers first.
        <br />A larger model helps when it must.
      </h1>
      <p>
        A language model runs inside this page. When it is sure of its answer, nothing leaves your device and nothing is
        paid. When it isn’t, the question goes up to a hosted model, and every answer says which, why and at what cost.
      </p>
      <p class="muted">
        The model that loads here, <strong>phi-3-nano</strong>, is a 2&nbsp;MB stand-in: it knows sums and capitals and
        little else, but it truly runs, through the same code path as the 2&nbsp;GB Phi-3-mini.
        {hasStandInHost && ' The hosted model is a local stand-in too, until a provider is configured.'}
      </p>
      <h2 class="welcome-try">Try one</h2>
      <ExampleList isWide examples={examples} model={model} onChoose={onChoose} />
    </section>
  );
}
