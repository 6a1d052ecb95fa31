// What the heads learn from: was the device's model right, was the hosted one? The pair itself is what is asked; other
// models' answers, and how long all outputs are, say how hard a question is and make one noisy label less so
// (expect-from-signs.ts).
import { ln } from '../../../src/numerics/ln.ts';
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
  /** By name: whether each other model was right, and of every model how long its output was and whether an answer was in it. They tell how hard the question is. */
  readonly signs: Readonly<Record<string, number>>;
  readonly deviceHasNoAnswer: boolean;
}

export function labelsOf({ results }: Question, pairs: readonly Pair[] = PAIRS): Labels | undefined {
  const pair = pairs.find(({ device, hosted }) => results[device] !== undefined && results[hosted] !== undefined);
  if (pair === undefined) return undefined;
  const device = results[pair.device]!;
  const hosted = results[pair.hosted]!;
  return { pair, device: device.quality, hosted: hosted.quality, signs: signsOf(results, pair), deviceHasNoAnswer: device.hasNoAnswer };
}

function signsOf(results: Question['results'], pair: Pair): Record<string, number> {
  const signs: Record<string, number> = {};
  for (const [model, { quality, hasNoAnswer, characters }] of Object.entries(results)) {
    if (model !== pair.device && model !== pair.hosted) signs[`${model} right`] = quality;
    signs[`${model} without an answer`] = hasNoAnswer ? 1 : 0;
    if (characters !== undefined) signs[`${model} length`] = ln(1 + characters);
  }
  return signs;
}
