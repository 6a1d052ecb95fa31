import type { SeededRandom } from './seeded-random.ts';
import { stableHash } from './stable-hash.ts';

/** What identifies one point of an argument space, such as `['add', 12, 34]`. */
export type ArgumentKey = readonly (string | number)[];

/**
 * Chances for one side of the split: what the exam asks was held out of training, and training asks the rest. Both draw
 * through this, so neither can ask what is the other's.
 */
export interface Draw {
  readonly random: SeededRandom;
  readonly isTraining: boolean;
  /**
   * Whether this argument belongs to this side.
   * @param oneIn the exam's part: a tenth, or more where an argument space is small
   */
  isOurs(key: ArgumentKey, oneIn?: number): boolean;
  /** Makes items of which every two neighbours, as a pair, belong to this side: no stretch of them is in the other's questions. */
  chain<Item extends string | number>(name: string, count: number, make: (items: readonly Item[]) => Item): Item[];
}

/** @example createDraw(createSeededRandom(1), 'exam').isOurs(['add', 12, 34]) // false: training may ask it */
export function createDraw(random: SeededRandom, side: 'exam' | 'training'): Draw {
  const isTraining = side === 'training';
  const isOurs = (key: ArgumentKey, oneIn = 10) => (stableHash(key.join('\u0001')) % oneIn === 0) !== isTraining;
  return {
    random,
    isTraining,
    isOurs,
    chain<Item extends string | number>(name: string, count: number, make: (items: readonly Item[]) => Item): Item[] {
      for (;;) {
        const items: Item[] = [make([])];
        // An item may have no neighbour on this side: then begin anew.
        for (let tries = 0; items.length < count && tries < 400; tries++) {
          const item = make(items);
          if (isOurs([name, items.at(-1) as Item, item])) items.push(item);
        }
        if (items.length === count) return items;
      }
    },
  };
}
