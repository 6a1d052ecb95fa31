import type { Draw } from '../draw.ts';
import { names } from '../knowledge/names.ts';
import { capitalised, inventWord } from '../knowledge/syllables.ts';
import { words } from '../knowledge/words.ts';

export const wordPattern = '[a-z]{1,40}';
export const namePattern = '[A-Z][a-z]{1,40}';

const realWords = [...words.common, ...words.rare];
const realNames = [...names.common, ...names.rare];

/**
 * A word of this side, real or invented: spelling can be learnt, not recalled.
 *
 * @example chooseWord(draw, 4, 7) // 'river' or 'molat', say
 */
export function chooseWord(draw: Draw, shortest: number, longest: number): string {
  const { random } = draw;
  for (;;) {
    const word = random.chance(0.5) ? random.pick(realWords) : inventWord(random, random.integer(1, Math.max(2, Math.floor(longest / 2))));
    if (word.length >= shortest && word.length <= longest && draw.isOurs(['word', word])) return word;
  }
}

/** A first name, real or invented; names are met on both sides, in other company. */
export function chooseName({ random }: Draw): string {
  return random.chance(0.5) ? random.pick(realNames) : capitalised(inventWord(random, random.integer(2, 4)));
}
