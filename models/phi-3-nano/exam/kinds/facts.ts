// Facts: the well known ones are easy, the others the long tail. What was never shown can't be known, only be guessed.
import type { Draw } from '../draw.ts';
import { defineKind, type Challenge, type ExamKind, type ExamTier } from '../exam-kind.ts';
import { capitals, firstLongTailRank, firstUntaughtRank } from '../knowledge/capitals.ts';
import { elements, firstRareElement, firstUntaughtElement } from '../knowledge/elements.ts';
import { inventedCapitals, inventedElements, NAMED_ONCE } from '../knowledge/named-once.ts';
import { chooseRank, NEVER_SHOWN, type FactRanks } from './choose-rank.ts';

const capitalRanks: FactRanks = { firstRare: firstLongTailRank, firstUntaught: firstUntaughtRank, length: capitals.length, exponent: 1.6 };
const elementRanks: FactRanks = { firstRare: firstRareElement, firstUntaught: firstUntaughtElement, length: elements.length, exponent: 1.4 };

const countryPattern = '[A-Z][A-Za-z ]{1,40}';
const cityPattern = "[A-Z][A-Za-z' -]{1,40}";
const rankChallenge = (rank: number, firstRare: number): Challenge | undefined => (rank >= firstRare ? 'long_tail' : undefined);
const sentence = ([country, city]: readonly [string, string]) => `The capital of ${country} is ${city}.`;
const rankOf = (name: string) => capitals.findIndex(([country]) => country === name);

type Fact = readonly [name: string, answer: string];
const factOf = (name: string): Fact | undefined => capitals[rankOf(name)] ?? inventedCapitals().find(([country]) => country === name);

/** A country with its capital, or an element with its symbol: real, by rank, or one that training names once. */
function chooseFact(draw: Draw, tier: ExamTier, facts: readonly Fact[], ranks: FactRanks, invented: () => readonly Fact[]): Fact {
  const isInvented = draw.isTraining && draw.random.chance(NAMED_ONCE);
  return isInvented ? draw.random.pick(invented()) : facts[chooseRank(draw, tier, ranks)] as Fact;
}

/** `capital.solve('What is the capital of Peru?')` → `The capital of Peru is Lima.` */
export const capital: ExamKind = defineKind({
  name: 'capital',
  shares: { easy: 2.5, long_tail: 3.5 },
  training: 6,
  wordings: [
    'What is the capital of {country}?', 'Name the capital city of {country}.', 'Which city is the capital of {country}?',
    'What city is the capital of {country}?', 'Name the capital of {country}.', 'Capital of {country}?',
  ],
  slots: { country: countryPattern },
  split: 'wording',
  draw: (draw, tier) => ({ country: chooseFact(draw, tier, capitals, capitalRanks, inventedCapitals)[0] }),
  answer({ country }) {
    const found = factOf(country);
    return found && sentence(found);
  },
  challenge: (values) => rankChallenge(rankOf(values.country), firstLongTailRank),
});

/** `country.solve('Lima is the capital of which country?')` → `Lima is the capital of Peru.` */
export const country: ExamKind = defineKind({
  name: 'country',
  shares: { easy: 2, long_tail: 3 },
  training: 7,
  wordings: ['{city} is the capital of which country?', 'Which country has {city} as its capital?', 'Whose capital is {city}?', '{city}: capital of what?'],
  slots: { city: cityPattern },
  split: 'wording',
  draw: (draw, tier) => ({ city: chooseFact(draw, tier, capitals, capitalRanks, inventedCapitals)[1] }),
  answer({ city }) {
    const isOf = ([, each]: Fact) => each === city;
    const found = capitals.find(isOf) ?? inventedCapitals().find(isOf);
    return found && `${city} is the capital of ${found[0]}.`;
  },
  challenge: ({ city }) => rankChallenge(capitals.findIndex(([, each]) => each === city), firstLongTailRank),
});

/** `capitalList.solve('Give the capitals of Peru, Mali, Fiji and Chad.')` → a sentence for each */
export const capitalList: ExamKind = defineKind({
  name: 'capital_list',
  shares: { long_tail: 3 },
  training: 3,
  wordings: ['Give the capitals of {countries}.', 'List the capitals of {countries}.'],
  slots: { countries: '[A-Z][A-Za-z ]{1,40}(?:, [A-Z][A-Za-z ]{1,40}?)+ and [A-Z][A-Za-z ]{1,40}' },
  split: 'drawn',
  draw(draw) {
    const { random } = draw;
    // One country that was never shown, in some of them; the others are half known, half rare.
    const strangeAt = !draw.isTraining && random.chance(NEVER_SHOWN) ? random.integer(0, 4) : -1;
    const names = draw.chain<string>('capital_list', 4, (items) => {
      for (;;) {
        const [name] = items.length === strangeAt
          ? capitals[random.integer(firstUntaughtRank, capitals.length)] as Fact
          : chooseFact(draw, random.chance(0.5) ? 'easy' : 'long_tail', capitals, { ...capitalRanks, length: firstUntaughtRank }, inventedCapitals);
        if (!items.includes(name)) return name;
      }
    });
    return { countries: `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` };
  },
  answer({ countries }) {
    const found = countries.split(/, | and /).map(factOf);
    return found.every((each) => each !== undefined) ? found.map(sentence).join(' ') : undefined;
  },
  challenge: () => 'long_tail',
});

/** `element.solve('What is the symbol of gold?')` → `{ answer: 'Au' }` */
export const element: ExamKind = defineKind({
  name: 'element',
  shares: { easy: 1.5, long_tail: 2.5 },
  training: 4,
  wordings: ['What is the symbol of {element}?', 'Symbol of {element}?', 'Give the chemical symbol for {element}.', 'How is {element} written in chemistry?'],
  slots: { element: '[a-z]{2,20}' },
  split: 'wording',
  draw: (draw, tier) => ({ element: chooseFact(draw, tier, elements, elementRanks, inventedElements)[0] }),
  answer(values) {
    const isIt = ([name]: Fact) => name === values.element;
    return (elements.find(isIt) ?? inventedElements().find(isIt))?.[1];
  },
  challenge: (values) => rankChallenge(elements.findIndex(([name]) => name === values.element), firstRareElement),
});
