// Rows of logits as long as Phi-3's vocabulary, in the three shapes a step can have.
import { createSeededRandom, type SeededRandom } from '../../models/phi-3-nano/exam/seeded-random.ts';

export const VOCABULARY = 32_064;

/** Rows a shape, in turns. Together they stay in a core's cache, as logits do that were copied there a moment ago. */
const ROWS = 2;

export type LogitShape = 'peaked' | 'typical' | 'flat';

export const LOGIT_SHAPES: readonly LogitShape[] = ['peaked', 'typical', 'flat'];

/**
 * `peaked`: one token 25 nats above normal noise of width 2.5. `typical`: the same noise under ten candidates, each a
 * nat below the one before. `flat`: noise of width 0.01, all tokens nearly as likely.
 */
export function rowsOf(shape: LogitShape): readonly Float32Array<ArrayBuffer>[] {
  return Array.from({ length: ROWS }, (_, seed) => rowOf(shape, createSeededRandom(seed + 1)));
}

function rowOf(shape: LogitShape, random: SeededRandom): Float32Array<ArrayBuffer> {
  const width = shape === 'flat' ? 0.01 : 2.5;
  const row = Float32Array.from({ length: VOCABULARY }, () => width * normal(random));
  const place = () => random.integer(0, VOCABULARY);
  if (shape === 'peaked') row[place()] = 25;
  if (shape === 'typical') for (let rank = 0; rank < 10; rank++) row[place()] = 16 - rank;
  return row;
}

/** Box and Muller's. */
function normal(random: SeededRandom): number {
  const fraction = () => random.integer(0, 2 ** 32) / 2 ** 32;
  return Math.sqrt(-2 * Math.log(1 - fraction())) * Math.cos(2 * Math.PI * fraction());
}
