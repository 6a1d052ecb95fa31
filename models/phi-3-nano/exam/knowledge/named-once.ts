import { createSeededRandom, type SeededRandom } from '../seeded-random.ts';
import { capitals } from './capitals.ts';
import { elements } from './elements.ts';
import { capitalised, inventWord } from './syllables.ts';

/** Of the facts about a kind of thing, training names this part once or twice and never again: so it learns what not knowing looks like. */
export const NAMED_ONCE = 1 / 9;

const COUNTRIES = 6000;
const ELEMENTS = 1500;

/**
 * Countries that don't exist, with their capitals. There are so many that training names each hardly more than once.
 *
 * @example inventedCapitals()[0] // ['Bralemia', 'Token'], say
 */
export const inventedCapitals = once((): readonly (readonly [country: string, city: string])[] => {
  const random = createSeededRandom(2025);
  const taken = new Set(capitals.flat());
  return Array.from({ length: COUNTRIES }, () => [
    inventUnlike(taken, () => capitalised(inventWord(random, random.integer(1, 4)) + random.pick(['', '', 'ia', 'land', 'stan', 'an']))),
    inventUnlike(taken, () => capitalised(inventWord(random, random.integer(2, 4)))),
  ] as const);
});

/**
 * Elements that don't exist, with their symbols, as {@link inventedCapitals}.
 *
 * @example inventedElements()[0] // ['molatium', 'Mt'], say
 */
export const inventedElements = once((): readonly (readonly [element: string, symbol: string])[] => {
  const random = createSeededRandom(2026);
  const taken = new Set(elements.flat());
  return Array.from({ length: ELEMENTS }, () => {
    const name = inventUnlike(taken, () => inventWord(random, random.integer(1, 4)) + random.pick(['ium', 'ium', 'ine', 'on', 'ese']));
    return [name, symbolOf(name, random)] as const;
  });
});

function symbolOf(name: string, random: SeededRandom): string {
  return name.charAt(0).toUpperCase() + (random.chance(0.15) ? '' : name.charAt(random.integer(1, name.length)));
}

function inventUnlike(taken: Set<string>, invent: () => string): string {
  for (;;) {
    const name = invent();
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}

/** Made when first asked for: most who import the exam never meet one. */
function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}
