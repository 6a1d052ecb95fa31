// Lets the worker hear the page while it generates.
import type { PreTrainedModel } from '@huggingface/transformers';

/**
 * On wasm a whole answer runs without leaving the microtask queue: generate() awaits, but only promises that are
 * resolved already, so an interrupt that the page posts would be read after the last token. A task before each forward
 * pass lets it in. Costs some ten microseconds a token.
 */
export function yieldBetweenSteps(model: PreTrainedModel): void {
  const forward = model.forward.bind(model);
  const nextTask = createTaskYield();
  model.forward = async (inputs: unknown) => {
    await nextTask();
    return forward(inputs);
  };
}

/** A message to ourselves: timers wait at least 4 ms once they are nested. */
function createTaskYield(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  let resume = () => {};
  port1.addEventListener('message', () => resume());
  port1.start();
  return () =>
    new Promise((resolve) => {
      resume = resolve;
      port2.postMessage(null);
    });
}
