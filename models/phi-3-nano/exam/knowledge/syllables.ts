import type { SeededRandom } from '../seeded-random.ts';

const onsets = ['b', 'c', 'd', 'f', 'g', 'h', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'w', 'z', 'br', 'dr', 'fl', 'gr', 'pl', 'st', 'tr'];
const vowels = ['a', 'e', 'i', 'o', 'u', 'a', 'e', 'o', 'ei', 'ou'];
const codas = ['', '', '', 'n', 'r', 's', 'l', 't', 'm', 'k'];

/**
 * A word that means nothing but can be said, for questions whose answer lies in the word itself.
 *
 * @example inventWord(createSeededRandom(1), 3) // 'molatrek', say
 */
export function inventWord(random: SeededRandom, syllables: number): string {
  let word = '';
  for (let index = 0; index < syllables; index++) {
    word += random.pick(onsets) + random.pick(vowels);
    if (index === syllables - 1 || random.chance(0.25)) word += random.pick(codas);
  }
  return word;
}

/** @example capitalised('molat') // 'Molat' */
export const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
