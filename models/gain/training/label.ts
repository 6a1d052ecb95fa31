// What the heads learn from: was the device's model right, was the hosted one? The pair itself is what is asked; other
// models' answers say how hard a question is, and make one noisy label less so (expect-from-others.ts).
import type { Question } from './read-routing-data.ts';

export interface Pair {
  readonly device: string;
  readonly hosted: string;
}

/** In this order: the first pair a question has answers of. Both Phi models stand for the device's. */
export const PAIRS: readonly Pair[] = [
  { device: 'Phi-3-mini-4k-instruct', hosted: 'gpt-4o-2024-05-13' },
  { device: 'Phi-3.5-mini-instruct', hosted: 'gpt-4o-2024-05-13' },
  { device: 'mixtral-8x7b-instruct-v0.1', hosted: 'gpt-4-1106-preview' },
];

export interface Labels {
  /** Which of the pairs; undefined where the question has no pair's answers. */
  readonly pair: Pair;
  readonly device: number;
  readonly hosted: number;
  /** Every other model's answer to the question: they tell how hard it is. */
  readonly others: Readonly<Record<string, number>>;
  readonly deviceHasNoAnswer: boolean;
}

export function labelsOf({ results }: Question, pairs: readonly Pair[] = PAIRS): Labels | undefined {
  const pair = pairs.find(({ device, hosted }) => results[device] !== undefined && results[hosted] !== undefined);
  if (pair === undefined) return undefined;
  const device = results[pair.device]!;
  const hosted = results[pair.hosted]!;
  const others = Object.fromEntries(Object.entries(results).flatMap(([model, { quality }]) => (model === pair.device || model === pair.hosted ? [] : [[model, quality]])));
  return { pair, device: device.quality, hosted: hosted.quality, others, deviceHasNoAnswer: device.hasNoAnswer };
}
