import { createSeededRandom } from '../seeded-random.ts';
import { stableHash } from '../stable-hash.ts';
import { calendar } from './calendar.ts';
import { capitalised, inventWord } from './syllables.ts';

const rivers = [
  'Arno', 'Boyne', 'Clyde', 'Derwent', 'Ebro', 'Forth', 'Garonne', 'Humber', 'Isar', 'Jordan', 'Klamath', 'Loire', 'Meuse', 'Neckar',
  'Oder', 'Prut', 'Rhine', 'Saone', 'Tagus', 'Ural', 'Volga', 'Weser', 'Yonne', 'Zambezi',
] as const;
const goods = [
  'cheese', 'bells', 'lace', 'honey', 'clocks', 'pottery', 'cider', 'glass', 'wool', 'paper', 'knives', 'roses', 'boats', 'salt', 'candles',
  'violins', 'bricks', 'apples', 'carpets', 'mustard', 'leather', 'silver', 'tea', 'hats',
] as const;
const colours = ['red', 'blue', 'green', 'white', 'black', 'yellow', 'orange', 'silver'] as const;

/** What is true of a town. */
export interface Town {
  readonly river: string;
  readonly product: string;
  readonly marketDay: string;
  readonly colour: string;
}

/**
 * What is true of a town: an accident of its name, so nobody can know it who was never told. Every name has its facts, so a
 * question about a town that training never showed has a right answer too.
 *
 * @example townOf('Velmora').river // 'Tagus', say
 */
export function townOf(name: string): Town {
  const pick = <Item>(fact: string, items: readonly Item[]): Item => items[stableHash(`${fact} ${name}`) % items.length] as Item;
  return { river: pick('river', rivers), product: pick('product', goods), marketDay: pick('market', calendar.day), colour: pick('colour', colours) };
}

/**
 * The towns that training spoke of, from the most often named to the least.
 *
 * @example knownTowns.length // 160
 */
export const knownTowns: readonly string[] = (() => {
  const random = createSeededRandom(2024);
  const names = new Set<string>();
  while (names.size < 160) names.add(capitalised(inventWord(random, random.integer(2, 4))));
  return [...names];
})();

/** The first rank that counts as long tail. */
export const firstRareTown = 50;
