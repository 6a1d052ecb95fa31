// What a developer would write first, with nothing configured but the router's address.
import { createPhirst, PhirstError } from 'phirst';

const parameters = new URLSearchParams(location.search);
const byId = (id: string) => document.getElementById(id)!;

const phirst = createPhirst({
  router: parameters.get('router') ?? '',
  // Given only by the test of what happens when they are nowhere.
  assetsUrl: parameters.get('assets') ?? undefined,
  modelsUrl: parameters.get('models') ?? undefined,
});

byId('form').addEventListener('submit', (event) => {
  event.preventDefault();
  void ask((byId('question') as HTMLInputElement).value);
});

async function ask(question: string): Promise<void> {
  const output = byId('answer');
  output.textContent = '';
  output.removeAttribute('data-source');
  try {
    const answer = phirst.ask(question);
    for await (const part of answer) {
      if (part.type === 'text-delta') output.append(part.text);
      if (part.type === 'revise') output.textContent = '';
    }
    const { source, reason } = await answer.done;
    output.dataset.reason = reason;
    output.dataset.source = source;
  } catch (error) {
    output.dataset.source = PhirstError.isInstance(error) ? error.code : 'unknown';
  }
}

const readiness = await phirst.prepare({
  onProgress: ({ ratio }) => {
    (byId('progress') as HTMLProgressElement).value = ratio;
  },
});
byId('status').textContent = readiness.isReady ? 'ready' : readiness.message;
