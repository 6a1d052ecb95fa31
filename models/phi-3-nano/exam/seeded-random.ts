/** Reproducible choices: the same seed gives the same sequence on every platform. */
export interface SeededRandom {
  /** A whole number with `from <= n < below`. */
  integer(from: number, below: number): number;
  /** True with this probability (0 to 1). */
  chance(probability: number): boolean;
  /** One item, each equally likely. Throws RangeError for an empty list. */
  pick<Item>(items: readonly Item[]): Item;
  /** One item, likely in proportion to its weight. Throws RangeError for an empty list. */
  pickWeighted<Item>(items: readonly Item[], weightOf: (item: Item) => number): Item;
}

/**
 * Makes a generator whose choices depend on the seed alone, so that an exam can be asked again.
 * Throws RangeError unless the seed is a whole number from 0 to 2^53 - 1.
 *
 * The bits come from sfc32, Chris Doty-Humphrey's small fast counting generator of PractRand
 * (public domain), seeded as there. It is not fit for secrets.
 *
 * @example createSeededRandom(7).pick(['heads', 'tails'])
 */
export function createSeededRandom(seed: number): SeededRandom {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new RangeError(`A seed is a whole number from 0 to 2^53 - 1, not ${seed}.`);
  }
  const nextFraction = sfc32(seed);

  const integer = (from: number, below: number): number =>
    from + Math.floor(nextFraction() * (below - from));

  const pick = <Item>(items: readonly Item[]): Item => {
    if (items.length === 0) throw new RangeError('There is nothing to pick from an empty list.');
    return items[integer(0, items.length)] as Item;
  };

  const pickWeighted = <Item>(items: readonly Item[], weightOf: (item: Item) => number): Item => {
    let left = nextFraction() * items.reduce((sum, item) => sum + weightOf(item), 0);
    const chosen = items.find((item) => (left -= weightOf(item)) < 0);
    // Rounding can leave a hair of weight after the last item; that hair belongs to it.
    return chosen ?? pick(items.slice(-1));
  };

  return { integer, chance: (probability) => nextFraction() < probability, pick, pickWeighted };
}

/** Fractions in [0, 1) with 32 random bits each. */
function sfc32(seed: number): () => number {
  let a = 0;
  let b = seed | 0;
  let c = Math.floor(seed / 2 ** 32) | 0;
  let counter = 1;
  const next = (): number => {
    const output = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + output) | 0;
    return (output >>> 0) / 2 ** 32;
  };
  // Nearby seeds start out alike; twelve rounds mix them apart.
  for (let round = 0; round < 12; round++) next();
  return next;
}
