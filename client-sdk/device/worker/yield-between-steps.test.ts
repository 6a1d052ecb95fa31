import { expect, test } from 'vitest';
import type { PreTrainedModel } from '@huggingface/transformers';
import { yieldBetweenSteps } from './yield-between-steps.ts';

const MOST_STEPS = 10_000;

/** A model whose passes are over at once, as on wasm. */
function immediateModel(): PreTrainedModel {
  return { forward: async (inputs: object) => inputs } as unknown as PreTrainedModel;
}

/** How many passes it takes until a message that lies there before the first is read. */
async function stepsUntilMessageIsRead(model: PreTrainedModel): Promise<number> {
  const { port1, port2 } = new MessageChannel();
  const read = { steps: MOST_STEPS };
  let steps = 0;
  port1.addEventListener('message', () => (read.steps = steps));
  port1.start();
  port2.postMessage('interrupt');
  for (; steps < Math.min(read.steps + 1, MOST_STEPS); steps++) await model.forward({});
  port1.close();
  return read.steps;
}

test('a message of the page is read while the model runs', async () => {
  const model = immediateModel();
  expect(await stepsUntilMessageIsRead(model)).toBe(MOST_STEPS);
  yieldBetweenSteps(model);
  // A browser reads it before the next pass. Node lets one port have up to a thousand messages in a row.
  expect(await stepsUntilMessageIsRead(model)).toBeLessThanOrEqual(1001);
});

test('a pass gets its inputs and gives its outputs', async () => {
  const model = immediateModel();
  yieldBetweenSteps(model);
  const inputs = { input_ids: [1] };
  expect(await model.forward(inputs)).toBe(inputs);
});
