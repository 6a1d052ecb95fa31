/** Adjectives of one polarity: `common` were met in training, `rare` were kept out of it. */
interface Adjectives {
  readonly common: readonly string[];
  readonly rare: readonly string[];
}

/**
 * Adjectives that make a review positive or negative.
 *
 * @example opinions.positive.rare.includes('stellar') // true
 */
export const opinions: { readonly positive: Adjectives; readonly negative: Adjectives } = {
  positive: {
    common: [
      'great', 'wonderful', 'excellent', 'amazing', 'fantastic', 'lovely', 'brilliant', 'superb',
      'good', 'nice', 'perfect', 'delightful', 'pleasant', 'beautiful',
    ],
    rare: [
      'sublime', 'exquisite', 'stellar', 'magnificent', 'charming',
    ],
  },
  negative: {
    common: [
      'terrible', 'awful', 'horrible', 'bad', 'boring', 'poor', 'dreadful', 'disappointing', 'ugly',
      'broken', 'useless', 'annoying', 'rude', 'dirty',
    ],
    rare: [
      'abysmal', 'atrocious', 'shoddy', 'tedious', 'mediocre',
    ],
  },
};
