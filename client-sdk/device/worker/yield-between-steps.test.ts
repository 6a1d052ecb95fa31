import { expect, test } from 'vitest';
import type { PreTrainedModel } from '@huggingface/transformers';
import { yieldBetweenSteps } from './yield-between-steps.ts';

/** A model whose passes are over at once, as on wasm. */
function immediateModel(): PreTrainedModel {
  return { forward: async (inputs: object) => inputs } as unknown as PreTrainedModel;
}

async function stepsUntilMessageIsRead(model: PreTrainedModel): Promise<number> {
  const { port1, port2 } = new MessageChannel();
  let isRead = false;
  port1.addEventListener('message', () => (isRead = true));
  port1.start();
  port2.postMessage('interrupt');
  let steps = 0;
  while (!isRead && steps < 1000) {
    await model.forward({});
    steps++;
  }
  port1.close();
  return steps;
}

test('a message of the page is read between two steps', async () => {
  expect(await stepsUntilMessageIsRead(immediateModel())).toBe(1000);
  const model = immediateModel();
  yieldBetweenSteps(model);
  expect(await stepsUntilMessageIsRead(model)).toBeLessThan(5);
});

test('a pass gets its inputs and gives its outputs', async () => {
  const model = immediateModel();
  yieldBetweenSteps(model);
  const inputs = { input_ids: [1] };
  expect(await model.forward(inputs)).toBe(inputs);
});
