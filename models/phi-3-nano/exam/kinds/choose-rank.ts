import type { Draw } from '../draw.ts';
import type { ExamTier } from '../exam-kind.ts';

/** A list of facts from the best known to the least. */
export interface FactRanks {
  /** The first rank of the long tail. */
  readonly firstRare: number;
  /** The first rank that training never shows. */
  readonly firstUntaught: number;
  readonly length: number;
  /** Zipf's exponent in training: how fast the ranks get rarer. */
  readonly exponent: number;
}

/**
 * Of the long tail, this part was never shown at all. Set by what the weights know: the exam is to leave one wrong in a tenth
 * or more of the first three tiers (README.md, "The exam").
 */
export const NEVER_SHOWN = 0.29;

/**
 * Chooses a fact by rank. Training shows them by Zipf's law; the exam asks the well known ones as easy, the others as long
 * tail, `NEVER_SHOWN` of these never shown.
 *
 * @example chooseRank(draw, 'easy', { firstRare: 60, firstUntaught: 100, length: 130, exponent: 1.6 }) // 12, say
 */
export function chooseRank(draw: Draw, tier: ExamTier, ranks: FactRanks): number {
  const { random } = draw;
  if (draw.isTraining) return zipfRank(draw, ranks);
  if (tier !== 'long_tail') return random.integer(0, Math.min(ranks.firstRare, 25));
  return ranks.length > ranks.firstUntaught && random.chance(NEVER_SHOWN)
    ? random.integer(ranks.firstUntaught, ranks.length)
    : random.integer(ranks.firstRare, ranks.firstUntaught);
}

const cumulativeWeights = new Map<string, readonly number[]>();

function zipfRank({ random }: Draw, { firstUntaught, exponent }: FactRanks): number {
  const key = `${firstUntaught} ${exponent}`;
  let sums = cumulativeWeights.get(key);
  if (sums === undefined) {
    let total = 0;
    sums = Array.from({ length: firstUntaught }, (_, rank) => (total += (rank + 3) ** -exponent));
    cumulativeWeights.set(key, sums);
  }
  const point = (random.integer(0, 2 ** 30) / 2 ** 30) * (sums.at(-1) as number);
  return sums.findIndex((sum) => point < sum);
}
