import type { Challenge, ExamTier } from '../exam-task.ts';
import { capitals, firstLongTailRank } from '../knowledge/capitals.ts';
import type { SeededRandom } from '../seeded-random.ts';

/** A stretch of ranks that is asked about as often as any other stretch of its task. */
interface RankBand {
  readonly from: number;
  readonly below: number;
  readonly tier: ExamTier;
}

/** A country with its capital, and how hard that makes the question. */
interface ChosenCapital {
  readonly country: string;
  readonly city: string;
  readonly tier: ExamTier;
}

/**
 * Chooses a country: a band of ranks first, so that rare countries are asked about as often as
 * famous ones. Throws RangeError for a band beyond the list.
 *
 * @example chooseCapital(random, [{ from: 0, below: 20, tier: 'easy' }]).tier // 'easy'
 */
export function chooseCapital(random: SeededRandom, bands: readonly RankBand[]): ChosenCapital {
  const { from, below, tier } = random.pick(bands);
  const [country, city] = random.pick(capitals.slice(from, below));
  return { country, city, tier };
}

/**
 * Tells whether a rank makes its question a challenge.
 *
 * @example rankChallenge(60) // 'long_tail'
 */
export function rankChallenge(rank: number): Challenge | undefined {
  return rank >= firstLongTailRank ? 'long_tail' : undefined;
}
