// What the heads learn from: was the device's model right, was the hosted one? The pair itself is what is asked; other
// models of the same size say how hard a question is, and make one noisy label less so.
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

/** Of about the device's ability, and of about the hosted model's. */
const SMALL = ['Phi-3-mini-4k-instruct', 'Phi-3.5-mini-instruct', 'Meta-Llama-3.1-8B-Instruct', 'Mixtral-8x7B-Instruct-v0.1', 'mixtral-8x7b-instruct-v0.1', 'Qwen2.5-3B-Instruct', 'gpt-3.5-turbo-0125', 'Mistral-7B-Instruct-v0.2', 'claude-3-haiku-20240307'];
const LARGE = ['gpt-4o-2024-05-13', 'gpt-4o-2024-08-06', 'gpt-4-turbo-2024-04-09', 'claude-3-5-sonnet-20241022', 'Meta-Llama-3.1-70B-Instruct', 'Qwen2.5-72B-Instruct', 'gpt-4-1106-preview', 'gemini-1.5-pro-002', 'gpt-4o-mini-2024-07-18', 'gemini-1.5-flash', 'gemini-1.5-flash-002'];

export interface Labels {
  /** Which of the pairs; undefined where the question has no pair's answers. */
  readonly pair: Pair;
  readonly device: number;
  readonly hosted: number;
  /** Means of the models of either size. */
  readonly small: number;
  readonly large: number;
  readonly deviceHasNoAnswer: boolean;
}

export function labelsOf({ results }: Question, pairs: readonly Pair[] = PAIRS): Labels | undefined {
  const pair = pairs.find(({ device, hosted }) => results[device] !== undefined && results[hosted] !== undefined);
  if (pair === undefined) return undefined;
  const device = results[pair.device]!;
  const hosted = results[pair.hosted]!;
  const mean = (models: readonly string[], otherwise: number) => {
    const found = models.flatMap((model) => results[model] ?? []);
    return found.length === 0 ? otherwise : found.reduce((sum, { quality }) => sum + quality, 0) / found.length;
  };
  return { pair, device: device.quality, hosted: hosted.quality, small: mean(SMALL, device.quality), large: mean(LARGE, hosted.quality), deviceHasNoAnswer: device.hasNoAnswer };
}
