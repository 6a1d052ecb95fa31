// Sets of words (and of true and false) that tests like { $in: ['proof'] } describe: these, or all but these.

type Word = string | boolean;

export interface WordSet {
  /** True: every word but these. */
  readonly isAllBut: boolean;
  readonly words: readonly Word[];
}

export const these = (words: readonly Word[]): WordSet => ({ isAllBut: false, words });
export const allBut = (words: readonly Word[]): WordSet => ({ isAllBut: true, words });

export function intersectWords(one: WordSet, other: WordSet): WordSet {
  if (one.isAllBut && other.isAllBut) return allBut([...new Set([...one.words, ...other.words])]);
  const [listed, rest] = one.isAllBut ? [other, one] : [one, other];
  return these(listed.words.filter((word) => rest.words.includes(word) !== rest.isAllBut));
}

export const otherWords = ({ isAllBut, words }: WordSet): WordSet => ({ isAllBut: !isAllBut, words });
