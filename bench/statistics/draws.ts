// Random numbers for the simulations: the exam's generator, which is quick and the same everywhere.
import { createSeededRandom } from '../../models/phi-3-nano/exam/seeded-random.ts';

export interface Draws {
  /** In [0, 1). */
  fraction(): number;
  chance(probability: number): boolean;
  /** Standard normal, by Box and Muller. */
  normal(): number;
}

/** `createDraws(1, 7).chance(0.5)`: run 7 of seed 1. */
export function createDraws(seed: number, run: number): Draws {
  const random = createSeededRandom(seed * 1_000_003 + run);
  const fraction = () => random.integer(0, 2 ** 32) / 2 ** 32;
  return {
    fraction,
    chance: (probability) => random.chance(probability),
    normal: () => Math.sqrt(-2 * Math.log(1 - fraction())) * Math.cos(2 * Math.PI * fraction()),
  };
}
