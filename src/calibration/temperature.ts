// One number that makes a model's logits less sure, or surer: for answers to a question put to the model itself.
import { exp } from '../numerics/exp.ts';
import { ln } from '../numerics/ln.ts';

const LOWEST = 0.05;
const HIGHEST = 20;
const GOLDEN = 0.6180339887498949;

/** Mean −ln p of the labels under softmax(logits ÷ temperature). */
export function surpriseAt(logits: readonly (readonly number[])[], labels: readonly number[], temperature: number): number {
  const losses = logits.map((row, index) => {
    const top = Math.max(...row);
    const total = row.reduce((sum, logit) => sum + exp((logit - top) / temperature), 0);
    return ln(total) - ((row[labels[index] as number] as number) - top) / temperature;
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

/**
 * The temperature in [0.05, 20] that surprises least: golden section on its logarithm, in which the surprise has one valley.
 *
 * @example fitTemperature([[2, 0], [1, 0]], [0, 1]) // above 1: it was too sure
 */
export function fitTemperature(logits: readonly (readonly number[])[], labels: readonly number[]): number {
  const at = (log: number) => surpriseAt(logits, labels, exp(log));
  let [low, high] = [ln(LOWEST), ln(HIGHEST)];
  while (high - low > 1e-10) {
    const width = GOLDEN * (high - low);
    if (at(high - width) <= at(low + width)) high = low + width;
    else low = high - width;
  }
  return exp((low + high) / 2);
}
